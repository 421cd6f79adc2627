using System.Net.Http.Json;
using System.Text.Json;
using PipelineGraph.Server.Tests.Live;
using PipelineGraph.Server.Tests.Mutations;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Kill;

/// <summary>A subscriber that stores its cursor misses nothing, when it or the server dies at any moment.</summary>
public sealed class FollowTests(ITestOutputHelper output) : IDisposable
{
    private const int MoverCount = 8;
    private const int MostMoves = 800;   // before the server is killed
    private const string MovesVariable = "PIPELINEGRAPH_FOLLOW_MOVES", SeedVariable = "PIPELINEGRAPH_FOLLOW_SEED";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Every_move_is_handled_in_order_while_subscriber_and_server_are_killed_at_random()
    {
        Sample.SkipWithout(Sample.JavaScript);
        var seed = Movers.Setting(SeedVariable) ?? Random.Shared.Next();
        var moves = Movers.Setting(MovesVariable) ?? 2_000;
        var random = new Random(seed);
        output.WriteLine($"{SeedVariable}={seed}");
        var movers = await Movers.PrepareAsync(_folder, MoverCount, random);
        await File.WriteAllTextAsync(_folder.File("token"), movers.Token);
        await File.WriteAllTextAsync(_folder.File("cursor"), "");   // from the oldest event on
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var endpoint = new Uri($"ws://{address.Authority}/graphql");
        var follower = new KilledFollower(endpoint, _folder, new Random(random.Next()));

        var end = new TaskCompletionSource<string>();
        var following = follower.RunAsync(end.Task);
        var serverKills = 0;
        for (; movers.Acknowledged < moves; serverKills++)
        {
            using var server = await ServerProcess.StartAsync(_folder, address);
            await movers.CheckAsync(server);
            await movers.KillAsync(server, random.Next(1, MostMoves), random);
        }

        using var last = await ServerProcess.StartAsync(_folder, address);
        await movers.CheckAsync(last);
        end.SetResult(await LatestCursorAsync(last, movers.Token));
        await following;

        var handled = follower.Handled(out var doubles);
        output.WriteLine($"{handled.Count} events, {doubles} of them twice; "
            + $"{follower.Kills} kills of the subscriber, {serverKills} of the server");
        var byDeal = handled.ToLookup(each => each.GetProperty("dealId").GetString(), VersionOf);
        Assert.All(movers.Each, mover => Assert.Equal(Enumerable.Range(1, mover.Version), byDeal[mover.DealId]));
        Assert.Equal(movers.Each.Sum(mover => mover.Version), handled.Count);
        // A kill can fall between an event and the storing of its cursor; more than that one is never repeated.
        Assert.InRange(doubles, 0, follower.Kills);
    }

    private static int VersionOf(JsonElement happened) => happened.GetProperty("dealVersion").GetInt32();

    private static async Task<string> LatestCursorAsync(ServerProcess server, string token)
    {
        using var request = Office.Request("{ latestEventCursor }", null, token);
        using var response = await server.Client.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("data").GetProperty("latestEventCursor").GetString()!;
    }
}
