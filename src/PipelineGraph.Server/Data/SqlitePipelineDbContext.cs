using Microsoft.EntityFrameworkCore;

namespace PipelineGraph.Server.Data;

internal class SqlitePipelineDbContext(DbContextOptions options) : PipelineDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UnixMillisecondsConverter>();
        // Also where SQL meets no column: an instant given as a parameter is sent as milliseconds too.
        configurationBuilder.DefaultTypeMapping<DateTime>().HasConversion<UnixMillisecondsConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        MappedFunctions.MapForSqlite(modelBuilder);
    }
}
