using PipelineGraph.Server.Events;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Races;

namespace PipelineGraph.Server.Tests.Subscriptions;

/// <summary>Subscribers and movers at several servers that share nothing but the database.</summary>
public sealed class ClusterStreamTests
{
    private const int Movers = 8, MovesOfEach = 12, Total = Movers * (MovesOfEach + 1);

    private const string Query =
        "subscription ($after: String) { onDealStageChanged(after: $after) { cursor dealId dealVersion } }";

    [SkippableTheory]
    [InlineData("Sqlite", 1)]
    [InlineData("Sqlite", 2)]
    [InlineData("PostgreSql", 1)]
    [InlineData("PostgreSql", 2)]
    public async Task Subscribers_of_every_server_hear_of_all_moves_in_the_same_order(string provider, int servers)
    {
        await using var cluster = await Cluster.OpenAsync(provider, servers);
        var line = await cluster.First.PlainPipelineAsync("FREE");
        var live = new List<Follower>();
        foreach (var office in cluster.Servers) live.Add(await Follower.StartAsync(office, Query));

        var moving = cluster.CrowdAsync(Movers, async (office, i) =>
        {
            var deal = await office.DealAsync(line, $"Deal {i}");
            for (var move = 0; move < MovesOfEach; move++) await office.MoveAsync(deal, line[move % 2 == 0 ? "B" : "A"]);
            return i;
        });
        var heard = live.Select(follower => TakeAsync(follower, Total)).ToList();
        await LetTimePassUntilAsync(cluster, Task.WhenAll([moving, .. heard]));

        var all = await heard[0];
        Assert.Equal(Enumerable.Range(1, Total).Select(position => EventCursor.Encode(position)), all.Select(each => each.Cursor));
        Assert.All(all.GroupBy(each => each.Deal), deal =>
            Assert.Equal(Enumerable.Range(1, MovesOfEach + 1), deal.Select(each => each.Version)));
        foreach (var other in heard) Assert.Equal(all, await other);

        using var replay = await Follower.StartAsync(cluster.Servers[^1], Query, new { after = all[9].Cursor });
        Assert.Equal(all.Skip(10), await TakeAsync(replay, Total - 10));
        foreach (var follower in live) follower.Dispose();
    }

    private static async Task<IReadOnlyList<Heard>> TakeAsync(Follower follower, int count)
    {
        var heard = new List<Heard>();
        while (heard.Count < count)
        {
            var next = await follower.NextAsync();
            heard.Add(new Heard(next.GetProperty("cursor").GetString()!, next.GetProperty("dealId").GetString()!,
                next.GetProperty("dealVersion").GetInt32()));
        }

        return heard;
    }

    /// <summary>Servers look once a second for what others have written.</summary>
    private static async Task LetTimePassUntilAsync(Cluster cluster, Task done)
    {
        while (!done.IsCompleted)
        {
            foreach (var office in cluster.Servers) office.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(done, Task.Delay(TimeSpan.FromMilliseconds(100)));
        }

        await done;
    }

    private sealed record Heard(string Cursor, string Deal, int Version);
}
