using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Demo;
using SQLitePCL;

namespace PipelineGraph.Server.Tests.Queries;

public sealed class NestedCostTests
{
    private const string Query = """
        { pipelines { stages { deals(first: 10) { nodes { title amount owner { name } } } } } }
        """;

    private const int Batch = 10;   // instructions between two calls of the counter
    private const int MoreThanIdle = 16;   // connections

    [Fact]
    public async Task First_deals_of_every_stage_cost_the_same_however_many_deals_there_are()
    {
        var few = await InstructionsAsync(deals: 600);
        var many = await InstructionsAsync(deals: 6_000);

        Assert.True(few > 100, $"{few} instructions a stage cannot be the whole query.");
        Assert.InRange(many / few, 0.7, 1.3);
    }

    /// <summary>What SQLite's virtual machine executes for each stage of the query: the same on every machine.</summary>
    private static async Task<double> InstructionsAsync(int deals)
    {
        await using var server = await RunningServer.StartAsync();
        var database = server.App.Services.GetRequiredService<PipelineDatabase>();
        await new DemoCompany(database, TimeProvider.System).CreateAsync(deals);
        server.Client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", server.Token(Role.Analyst));
        await AskAsync(server);   // compiles the plan

        var calls = 0L;
        await CountAsync(database, _ =>
        {
            calls++;
            return 0;
        });
        var stages = await AskAsync(server);

        Assert.True(stages > 10);
        return (double)calls * Batch / stages;
    }

    /// <summary>Counts on every connection that the pool has: the next request takes one of them.</summary>
    private static async Task CountAsync(PipelineDatabase database, delegate_progress count)
    {
        var contexts = Enumerable.Range(0, MoreThanIdle).Select(_ => database.Lease()).ToList();
        foreach (var context in contexts)
        {
            await context.Database.OpenConnectionAsync();
            raw.sqlite3_progress_handler(
                ((SqliteConnection)context.Database.GetDbConnection()).Handle, Batch, count, null);
        }
        foreach (var context in contexts) await context.DisposeAsync();
    }

    /// <returns>How many stages the answer has, every one with ten deals.</returns>
    private static async Task<int> AskAsync(RunningServer server)
    {
        using var response = await server.Client.PostAsJsonAsync("/graphql", new { query = Query });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        var stages = answer.GetProperty("data").GetProperty("pipelines").EnumerateArray()
            .SelectMany(pipeline => pipeline.GetProperty("stages").EnumerateArray()).ToList();
        Assert.All(stages, stage =>
            Assert.Equal(10, stage.GetProperty("deals").GetProperty("nodes").GetArrayLength()));
        return stages.Count;
    }
}
