using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Kill;

/// <summary>What was acknowledged stays, and nothing is done by halves, when the server dies at any moment.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Movers = 16;
    private const int MostMoves = 20 * Movers;   // before a kill
    private const string RoundsVariable = "PIPELINEGRAPH_KILL_ROUNDS", SeedVariable = "PIPELINEGRAPH_KILL_SEED";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Acknowledged_moves_survive_SIGKILL_and_no_move_is_done_by_halves()
    {
        var seed = Number(SeedVariable) ?? Random.Shared.Next();
        var rounds = Number(RoundsVariable) ?? 20;
        var random = new Random(seed);
        output.WriteLine($"{SeedVariable}={seed}");
        var movers = await PrepareAsync(random);

        for (var round = 1; round <= rounds; round++)
        {
            using var server = await ServerProcess.StartAsync(_folder);
            await Task.WhenAll(movers.Select(mover => mover.CheckAsync(server.Client)));
            StoredFile.AssertWhole(_folder.File("test.db"));
            await KillWhileMovingAsync(server, movers, random);
        }

        using var last = await ServerProcess.StartAsync(_folder);
        await Task.WhenAll(movers.Select(mover => mover.CheckAsync(last.Client)));
        StoredFile.AssertWhole(_folder.File("test.db"));
        var acknowledged = movers.SelectMany(mover => mover.Acknowledged).ToList();
        output.WriteLine($"{acknowledged.Count} acknowledged moves in {rounds} rounds");
        Assert.True(acknowledged.Count > rounds * Movers, "Too few moves were under way to prove anything.");
        Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
    }

    private static async Task KillWhileMovingAsync(ServerProcess server, List<Mover> movers, Random random)
    {
        var enough = random.Next(1, MostMoves);
        var moves = 0;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Task.WhenAll(movers.Select(mover => Task.Run(() => mover.RunAsync(server.Client, Acknowledge))));

        await Task.WhenAny(reached.Task, running);
        // Not a wait for something: the kill falls anywhere in a batch, not always right after an answer.
        await Task.Delay(random.Next(10));
        await server.KillAsync();
        await running;

        void Acknowledge()
        {
            if (Interlocked.Increment(ref moves) == enough) reached.TrySetResult();
        }
    }

    private async Task<List<Mover>> PrepareAsync(Random random)
    {
        await using var server = await RunningServer.StartAsync(settings: RunningServer.Settings(_folder));
        var tokens = server.App.Services.GetRequiredService<LocalTokens>();
        var line = await CallAsync("createPipeline", new
        {
            name = "Kill",
            currency = "EUR",
            enforcement = "FREE",
            stages = new object[] { new { name = "A" }, new { name = "B" }, new { name = "C" } },
        }, "pipeline { id stages { id } }");
        var pipeline = line.GetProperty("pipeline");
        string[] stages = [.. pipeline.GetProperty("stages").EnumerateArray().Select(IdOf)];
        var movers = new List<Mover>();
        for (var i = 0; i < Movers; i++)
        {
            var input = new { title = $"Deal {i}", pipelineId = IdOf(pipeline) };
            var deal = (await CallAsync("createDeal", input, "deal { id }")).GetProperty("deal");
            movers.Add(new Mover(Token($"mover {i}"), IdOf(deal), stages, new Random(random.Next())));
        }
        return movers;

        static string IdOf(JsonElement record) => record.GetProperty("id").GetString()!;

        string Token(string subject)
            => tokens.Issue(new Caller(subject, subject, [Role.Admin], Team: null), TimeSpan.FromHours(12));

        async Task<JsonElement> CallAsync(string mutation, object input, string selection)
        {
            using var request = Office.Request(Office.Text(mutation, selection), new { input }, Token("maker"));
            using var response = await server.Client.SendAsync(request);
            return new Payload(mutation, await response.Content.ReadFromJsonAsync<JsonElement>()).Success;
        }
    }

    private static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : null;
}
