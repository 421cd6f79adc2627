using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Kill;

/// <summary>Clients that move a deal each, until their server is killed under them.</summary>
/// <param name="Each">The clients.</param>
/// <param name="Token">Of one more caller, who looks on.</param>
internal sealed record Movers(IReadOnlyList<Mover> Each, string Token)
{
    /// <summary>Moves that a server has acknowledged.</summary>
    public int Acknowledged => Each.Sum(mover => mover.Acknowledged.Count);

    /// <summary>Makes a pipeline and a deal for each, in a database that nobody serves yet.</summary>
    public static async Task<Movers> PrepareAsync(TestFolder folder, int count, Random random)
    {
        await using var server = await RunningServer.StartAsync(settings: RunningServer.Settings(folder));
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
        for (var i = 0; i < count; i++)
        {
            var input = new { title = $"Deal {i}", pipelineId = IdOf(pipeline) };
            var deal = (await CallAsync("createDeal", input, "deal { id }")).GetProperty("deal");
            movers.Add(new Mover(TokenOf($"mover {i}"), IdOf(deal), stages, new Random(random.Next())));
        }

        return new Movers(movers, TokenOf("onlooker"));

        static string IdOf(JsonElement record) => record.GetProperty("id").GetString()!;

        string TokenOf(string subject)
            => tokens.Issue(new Caller(subject, subject, [Role.Admin], Team: null), TimeSpan.FromHours(12));

        async Task<JsonElement> CallAsync(string mutation, object input, string selection)
        {
            using var request = Office.Request(Office.Text(mutation, selection), new { input }, TokenOf("maker"));
            using var response = await server.Client.SendAsync(request);
            return new Payload(mutation, await response.Content.ReadFromJsonAsync<JsonElement>()).Success;
        }
    }

    /// <summary>Ask a new server what has become of the last round.</summary>
    public Task CheckAsync(ServerProcess server) => Task.WhenAll(Each.Select(mover => mover.CheckAsync(server.Client)));

    /// <summary>Move as fast as they can, until the server is killed in the midst of it.</summary>
    /// <param name="enough">The kill comes after so many acknowledged moves.</param>
    public async Task KillAsync(ServerProcess server, int enough, Random random)
    {
        var moves = 0;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Task.WhenAll(Each.Select(mover => Task.Run(() => mover.RunAsync(server.Client, Acknowledge))));

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

    /// <summary>A number in an environment variable; null without.</summary>
    public static int? Setting(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : null;
}
