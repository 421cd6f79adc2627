using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Tests.Data;

/// <summary>A migrated database of its own for one test, removed afterwards.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Func<Task> _remove;

    private TestDatabase(string provider, string connectionString, Func<Task> remove)
    {
        _services = ServicesFor(provider, connectionString);
        _remove = remove;
    }

    public PipelineDatabase Database => _services.GetRequiredService<PipelineDatabase>();

    public IServiceProvider Services => _services;

    /// <summary>As the server has it without settings.</summary>
    public Visibility Visibility => new(Database, new AccessSettings(RepSight.Own));

    /// <summary>Every change that this process makes.</summary>
    public WriteLane Lane => _services.GetRequiredService<WriteLane>();

    public PipelineDbContext Lease() => Database.Lease();

    public static ServiceProvider ServicesFor(string? provider, string? connectionString)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider,
            ["ConnectionStrings:PipelineGraph"] = connectionString,
        }).Build();
        return new ServiceCollection().AddLogging().AddPipelineDatabase(configuration).BuildServiceProvider();
    }

    public static Task<TestDatabase> SqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("pipelinegraph-");
        return CreateAsync("Sqlite", $"Data Source={Path.Combine(folder.FullName, "test.db")}", () =>
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        });
    }

    public static Task<TestDatabase> OfAsync(string provider)
        => provider == "Sqlite" ? SqliteAsync() : PostgreSqlAsync();

    /// <summary>On the server that PIPELINEGRAPH_POSTGRESQL names; without it the test is skipped.</summary>
    public static Task<TestDatabase> PostgreSqlAsync()
    {
        var server = Environment.GetEnvironmentVariable("PIPELINEGRAPH_POSTGRESQL");
        Skip.If(string.IsNullOrEmpty(server), "PIPELINEGRAPH_POSTGRESQL is not set.");
        var name = $"test_{Guid.NewGuid():N}";
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false };
        return CreateAsync("PostgreSql", connection.ConnectionString, async () =>
        {
            await using var source = NpgsqlDataSource.Create(server!);
            await using var drop = source.CreateCommand($"DROP DATABASE \"{name}\" WITH (FORCE)");
            await drop.ExecuteNonQueryAsync();
        });
    }

    private static async Task<TestDatabase> CreateAsync(string provider, string connectionString, Func<Task> remove)
    {
        var database = new TestDatabase(provider, connectionString, remove);
        await DatabaseStartup.MigrateAsync(database._services);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _remove();
    }
}
