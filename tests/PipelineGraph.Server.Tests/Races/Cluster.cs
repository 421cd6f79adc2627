using Npgsql;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Tests.Data;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Races;

/// <summary>Servers that know nothing of each other, on one database.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const int MostConnections = 20;   // of each server; PostgreSQL allows 100 in all

    private readonly TestDatabase _database;

    private Cluster(TestDatabase database) => _database = database;

    public List<Office> Servers { get; } = [];

    public Office First => Servers[0];

    public static async Task<Cluster> OpenAsync(string provider, int servers = 1)
    {
        var cluster = new Cluster(await TestDatabase.OfAsync(provider));
        for (var i = 0; i < servers; i++) await cluster.AddServerAsync();
        return cluster;
    }

    public async Task AddServerAsync()
    {
        var settings = _database.Database.Settings;
        var connection = settings.ConnectionString;
        if (settings.Provider is DatabaseProvider.PostgreSql)
        {
            connection = new NpgsqlConnectionStringBuilder(connection) { Pooling = true, MaxPoolSize = MostConnections }
                .ConnectionString;
        }
        Servers.Add(await Office.OpenAsync(
            $"--Database:Provider={settings.Provider}", $"--ConnectionStrings:PipelineGraph={connection}"));
    }

    /// <summary>Stops all servers and starts one on what they left.</summary>
    public async Task RestartAsync()
    {
        foreach (var server in Servers) await server.DisposeAsync();
        Servers.Clear();
        await AddServerAsync();
    }

    /// <summary>Runs works at once, in turns by each server.</summary>
    public Task<T[]> CrowdAsync<T>(int callers, Func<Office, int, Task<T>> work)
        => Task.WhenAll(Enumerable.Range(0, callers).Select(i => Task.Run(() => work(Servers[i % Servers.Count], i))));

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers) await server.DisposeAsync();
        await _database.DisposeAsync();
    }
}
