using System.Globalization;

namespace PipelineGraph.Benchmarks;

/// <summary>
/// From a commit to 1,000 subscribers against a bare broadcast of the same bytes; what an idle subscriber holds; what an
/// event costs in a replay.
/// </summary>
internal static class LiveBenchmark
{
    private const int Subscribers = 1_000, Moves = 60, WarmUp = 15;

    private const string Steps = """
        subscription { onDealStageChanged { cursor type occurredAt dealVersion transition { kind toStage { name } }
          deal { id title amount stage { name } owner { name } } } }
        """;

    private const string Replay = """
        subscription { onDealChanged(after: "") { cursor type occurredAt dealVersion
          deal { id title amount stage { name } owner { name } } } }
        """;

    internal static async Task<int> RunAsync(int deals)
    {
        await using var server = await MeasuredServer.StartOnCopyAsync(deals, "admin");
        try
        {
            var moving = await MovingDeals.ReadAsync(server, most: 100);
            return await CompareLatencyAsync(server, moving) | await MeasureMemoryAsync(server)
                | await MeasureReplayAsync(server, deals);
        }
        finally
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(server.File + suffix);
        }
    }

    private static async Task<int> CompareLatencyAsync(MeasuredServer server, MovingDeals moving)
    {
        await using var live = await LiveClients.SubscribeAsync(server, Subscribers, Steps);
        await using var bare = await LiveClients.ListenAsync(server, Subscribers);
        var (lives, bares) = (new List<double>(), new List<double>());
        for (var round = -WarmUp; round < Moves; round++)
        {
            var body = moving.Next();
            var one = await live.MeasureAsync(() => server.PostAsync("/graphql", body));
            var other = await bare.MeasureAsync(() => server.PostAsync(BenchmarkServer.Broadcast, live.Latest));
            if (round < 0) continue;
            lives.AddRange(one);
            bares.AddRange(other);
        }

        double[] sent = [.. lives.Order()], alone = [.. bares.Order()];
        Console.WriteLine($"move to {Subscribers:N0} subscribers     p50 {At(sent, 0.5),7:F1} ms   p99 {At(sent, 0.99),7:F1} ms");
        Console.WriteLine($"bare broadcast of the same   p50 {At(alone, 0.5),7:F1} ms   p99 {At(alone, 0.99),7:F1} ms");
        return Rounds.Check("p50 / bare", At(sent, 0.5) / At(alone, 0.5), 3)
            | Rounds.Check("p99 / bare", At(sent, 0.99) / At(alone, 0.99), 3);
    }

    private static async Task<int> MeasureMemoryAsync(MeasuredServer server)
    {
        // Twice: the first time pools fill.
        await (await LiveClients.SubscribeAsync(server, Subscribers, Steps)).DisposeAsync();
        var before = await SettledHeapAsync(server);
        var clients = await LiveClients.SubscribeAsync(server, Subscribers, Steps);
        var with = await SettledHeapAsync(server);
        await clients.DisposeAsync();
        var after = await SettledHeapAsync(server);
        Console.WriteLine($"heap {before / 1024:F0} KiB, with {Subscribers:N0} subscribers {with / 1024:F0}, after them {after / 1024:F0}");
        return Rounds.Check("KiB for each subscriber", (with - before) / 1024 / Subscribers, 20)
            | Rounds.Check("MiB left", (after - before) / 1024 / 1024, 1);
    }

    private static async Task<int> MeasureReplayAsync(MeasuredServer server, int events)
    {
        var figures = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            var cpu = await server.CpuAsync();
            await LiveClients.ReplayAsync(server, Replay, events);
            figures.Add((await server.CpuAsync() - cpu) / events);
        }

        Console.WriteLine($"replay of {events:N0} events  {string.Join(", ", figures.Select(each => $"{each:F1}"))} us CPU each");
        return Rounds.Check("us CPU for each event of a replay", figures.Skip(1).Order().ElementAt(1), 20);
    }

    /// <summary>Bytes of the managed heap after full collections, once connections that have ended are gone.</summary>
    private static async Task<double> SettledHeapAsync(MeasuredServer server)
    {
        var least = double.MaxValue;
        for (var look = 0; look < 5; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            least = Math.Min(least, double.Parse(
                await server.PostAsync(BenchmarkServer.Heap, "{}"), CultureInfo.InvariantCulture));
        }

        return least;
    }

    private static double At(double[] ascending, double share) => ascending[(int)(share * (ascending.Length - 1))];
}
