using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Demo;
using PipelineGraph.Server.Tests.Data;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>What takes longer than it may is cancelled in the database too.</summary>
[Collection(LimitServer.Collection)]
public sealed class ExecutionTimeoutTests
{
    private const int Deals = 1_000, MillisecondsPerRow = 10;
    private const string Timeout = "--Limits:ExecutionTimeout=00:00:00.5";
    private const string Query = "{ deals(where: { title: { contains: \"Nowhere\" } }) { totalCount } }";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task On_SQLite_the_command_ends_and_its_connection_serves_on()
    {
        await using var server = await RunningServer.StartAsync(settings: [Timeout]);
        await ActivatorUtilities.CreateInstance<DemoCompany>(server.App.Services).CreateAsync(Deals);
        await AnswerAsync(server, "{ deals { totalCount } }");
        var rows = 0;
        await SlowDownAsync(server, () => Interlocked.Increment(ref rows));

        var answer = await AnswerAsync(server, Query);
        var read = rows;
        var next = await AnswerAsync(server, "{ deals { totalCount } }");

        Assert.Equal("HC0045", CodeOf(answer));
        Assert.InRange(read, 1, Deals / 2);
        Assert.Equal(read, rows);
        Assert.Null(CodeOf(next));
    }

    [SkippableFact]
    public async Task On_PostgreSQL_no_command_runs_on_and_all_connections_are_free_again()
    {
        await using var database = await TestDatabase.PostgreSqlAsync();
        var connection = new NpgsqlConnectionStringBuilder(database.Database.Settings.ConnectionString)
        {
            Pooling = true,
            MaxPoolSize = 2,
            Timeout = 5,
        }.ConnectionString;
        await using var server = await RunningServer.StartAsync(settings:
            [Timeout, "--Database:Provider=PostgreSql", $"--ConnectionStrings:PipelineGraph={connection}"]);
        await using var other = NpgsqlDataSource.Create(database.Database.Settings.ConnectionString);
        await using (var held = await other.OpenConnectionAsync())
        {
            await using var transaction = await held.BeginTransactionAsync();
            await using var hold = new NpgsqlCommand("LOCK TABLE \"Deals\"", held);
            await hold.ExecuteNonQueryAsync();
            for (var i = 0; i < 4; i++) Assert.Equal("HC0045", CodeOf(await AnswerAsync(server, Query)));

            Assert.Equal(0L, await RunningAsync(other));
        }

        var next = await Task.WhenAll(AnswerAsync(server, Query), AnswerAsync(server, Query)).WaitAsync(Patience);

        Assert.All(next, answer => Assert.Null(CodeOf(answer)));
    }

    /// <summary>Has every context of the pool look slowly for texts: a function takes the place of SQLite's own.</summary>
    private static async Task SlowDownAsync(RunningServer server, Action count)
    {
        var database = server.App.Services.GetRequiredService<PipelineDatabase>();
        PipelineDbContext[] contexts = [.. Enumerable.Range(0, 16).Select(_ => database.Lease())];
        foreach (var context in contexts)
        {
            await context.Database.OpenConnectionAsync();
            ((SqliteConnection)context.Database.GetDbConnection()).CreateFunction("instr", (string? text, string? part) =>
            {
                count();
                Thread.Sleep(MillisecondsPerRow);   // this is the slowness itself
                return 0;
            });
        }

        foreach (var context in contexts) await context.DisposeAsync();
    }

    /// <summary>Commands on the database other than the one that asks.</summary>
    private static async Task<long> RunningAsync(NpgsqlDataSource database)
    {
        await using var count = database.CreateCommand("""
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
            """);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task<string> AnswerAsync(RunningServer server, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(LimitRow.Body(query), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Admin));
        using var response = await server.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static string? CodeOf(string answer)
        => JsonDocument.Parse(answer).RootElement.TryGetProperty("errors", out var errors)
            ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
            : null;
}
