using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Tests.Data;

public class MigrationTests
{
    [Fact]
    public void Model_for_SQLite_is_that_of_the_last_migration()
    {
        using var context = new SqlitePipelineDbContext(DatabaseOptions.Sqlite<SqlitePipelineDbContext>("Data Source=:memory:"));

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Model_for_PostgreSQL_is_that_of_the_last_migration()
    {
        using var context = new PostgreSqlPipelineDbContext(DatabaseOptions.PostgreSql<PostgreSqlPipelineDbContext>("Host=127.0.0.1"));

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Every_text_in_PostgreSQL_sorts_by_its_bytes()
    {
        using var context = new PostgreSqlPipelineDbContext(DatabaseOptions.PostgreSql<PostgreSqlPipelineDbContext>("Host=127.0.0.1"));

        var columns = context.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(type
            => type.GetProperties())
            .Where(property => property.GetColumnType().StartsWith("character", StringComparison.Ordinal)
                || property.GetColumnType() == "text").ToList();

        Assert.NotEmpty(columns);
        Assert.All(columns, column => Assert.Equal("C", column.GetCollation()));
    }
}
