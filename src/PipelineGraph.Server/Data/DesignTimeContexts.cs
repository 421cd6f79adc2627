using Microsoft.EntityFrameworkCore.Design;

namespace PipelineGraph.Server.Data;

/// <summary>What dotnet-ef writes migrations from; no database is touched.</summary>
internal sealed class DesignTimeSqliteContext : IDesignTimeDbContextFactory<SqlitePipelineDbContext>
{
    public SqlitePipelineDbContext CreateDbContext(string[] args)
        => new(DatabaseOptions.Sqlite<SqlitePipelineDbContext>("Data Source=design-time.db"));
}

/// <inheritdoc cref="DesignTimeSqliteContext"/>
internal sealed class DesignTimePostgreSqlContext : IDesignTimeDbContextFactory<PostgreSqlPipelineDbContext>
{
    public PostgreSqlPipelineDbContext CreateDbContext(string[] args)
        => new(DatabaseOptions.PostgreSql<PostgreSqlPipelineDbContext>("Host=127.0.0.1;Database=design-time"));
}
