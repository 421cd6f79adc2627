using System.Diagnostics;
using System.Globalization;

namespace PipelineGraph.Benchmarks;

/// <summary>
/// A durable move against a hand-written transaction that writes the same rows, that one against SaveChanges, and how
/// many moves 16 callers get done against one hand-written writer.
/// </summary>
internal static class MoveBenchmark
{
    private const int Deals = 480, Movers = 16;

    internal static async Task<int> RunAsync(int deals)
    {
        await using var server = await MeasuredServer.StartOnCopyAsync(deals, "admin");
        try
        {
            await CheckRowsAsync(server, await MovingDeals.ReadAsync(server, most: 1));
            var moving = await MovingDeals.ReadAsync(server, Deals);
            return await CompareCpuAsync(server, moving) | await CompareThroughputAsync(server, moving);
        }
        finally
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(server.File + suffix);
        }
    }

    private static async Task<int> CompareCpuAsync(MeasuredServer server, MovingDeals moving)
    {
        Func<int, Task<double>> At(string path) => moves => server.MeasureAsync(() => MoveAsync(server, path, moving), moves);
        var figures = await Rounds.RunAsync(31, 200,
            ("hand-written", At(BenchmarkServer.HandWrittenMove)), ("SaveChanges", At(BenchmarkServer.SavedMove)),
            ("moveDeal", At("/graphql")));
        return Rounds.Check("moveDeal / hand-written", Rounds.Ratio(figures[2], figures[0]), 1.5)
            | Rounds.Check("SaveChanges / hand-written", Rounds.Ratio(figures[1], figures[0]), 1 / 0.9, atMost: false);
    }

    /// <summary>Every way must leave rows of the same kinds, and one event, there and back.</summary>
    private static async Task CheckRowsAsync(MeasuredServer server, MovingDeals one)
    {
        string? expected = null;
        foreach (var path in (string[])[BenchmarkServer.HandWrittenMove, BenchmarkServer.SavedMove, "/graphql"])
        {
            var rows = await LeftByAsync(server, path, one) + await LeftByAsync(server, path, one);
            expected ??= rows;
            if (rows != expected) throw new InvalidOperationException($"{path} leaves other rows:\n{rows}\n{expected}");
        }
    }

    private static async Task<string> LeftByAsync(MeasuredServer server, string path, MovingDeals one)
    {
        var (_, before) = await MovedRows.ReadAsync(server.File, one.NextId);
        await MoveAsync(server, path, one);
        var (rows, after) = await MovedRows.ReadAsync(server.File, one.NextId);
        return after == before + 1 ? rows : throw new InvalidOperationException($"{path} left {after - before} events.");
    }

    private static async Task<int> CompareThroughputAsync(MeasuredServer server, MovingDeals moving)
    {
        const int moves = 960;
        var movers = moving.Split(Movers);
        Func<int, Task<double>> one = count => PerSecondAsync(count, () => MoveAsync(
            server, BenchmarkServer.HandWrittenMove, movers[0], count));
        Func<int, Task<double>> many = count => PerSecondAsync(count, () => Task.WhenAll(
            movers.Select(mover => MoveAsync(server, "/graphql", mover, count / Movers))));

        await one(moves);
        await many(moves);
        var commits = await CommitsAsync(server);
        var rounds = new (double One, double Many)[9];
        for (var round = 0; round < rounds.Length; round++) rounds[round] = (await one(moves), await many(moves));
        commits = await CommitsAsync(server) - commits;
        double[] alone = [.. rounds.Select(round => round.One)], together = [.. rounds.Select(round => round.Many)];
        Console.WriteLine($"one hand-written writer      {Rounds.Median(alone),8:F0} moves/s");
        Console.WriteLine($"{Movers} callers of moveDeal       {Rounds.Median(together),8:F0} moves/s, "
            + $"{(double)commits / (moves * rounds.Length):F2} commits for each");
        return Rounds.Check($"{Movers} callers / hand-written writer", Rounds.Ratio(together, alone), 0.8, atMost: false);
    }

    private static async Task MoveAsync(MeasuredServer server, string path, MovingDeals moving, int moves)
    {
        for (var i = 0; i < moves; i++) await MoveAsync(server, path, moving);
    }

    private static async Task MoveAsync(MeasuredServer server, string path, MovingDeals moving)
    {
        var answer = await server.PostAsync(path, moving.Next());
        if (!answer.EndsWith("\"errors\":null}}}", StringComparison.Ordinal)) throw new InvalidOperationException(answer);
    }

    private static async Task<double> PerSecondAsync(int moves, Func<Task> run)
    {
        var begun = Stopwatch.GetTimestamp();
        await run();
        return moves / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<long> CommitsAsync(MeasuredServer server)
        => long.Parse(await server.PostAsync(BenchmarkServer.Commits, "{}"), CultureInfo.InvariantCulture);
}
