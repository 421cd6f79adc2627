namespace PipelineGraph.Benchmarks;

/// <summary>Measures several ways in turn, round by round, so that a drift of the machine meets all alike.</summary>
internal static class Rounds
{
    private const int WarmUp = 4_000;   // requests until tiered compilation has settled

    /// <returns>Per way the CPU time of each round, microseconds per request.</returns>
    internal static Task<double[][]> RunAsync(
        int rounds, int requests, params (string Name, Func<int, Task<double>> Measure)[] ways)
        => RunAsync(WarmUp, rounds, requests, ways);

    /// <inheritdoc cref="RunAsync(int, int, ValueTuple{string, Func{int, Task{double}}}[])"/>
    /// <param name="warmUp">How many requests come before.</param>
    internal static async Task<double[][]> RunAsync(
        int warmUp, int rounds, int requests, params (string Name, Func<int, Task<double>> Measure)[] ways)
    {
        foreach (var (_, measure) in ways) await measure(warmUp);
        var figures = ways.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
            for (var way = 0; way < ways.Length; way++)
                figures[way][round] = await ways[way].Measure(requests);

        for (var way = 0; way < ways.Length; way++)
            Console.WriteLine($"{ways[way].Name,-28} {Median(figures[way]),8:F0} us CPU (min {figures[way].Min():F0}, "
                + $"max {figures[way].Max():F0})");
        return figures;
    }

    /// <summary>Median over the rounds of one way's figure divided by the other's.</summary>
    internal static double Ratio(double[] figures, double[] to) => Median([.. figures.Zip(to, (a, b) => a / b)]);

    internal static int Check(string what, double ratio, double limit, bool atMost = true)
    {
        var holds = atMost ? ratio <= limit : ratio >= limit;
        Console.WriteLine($"{what}: {ratio:F2} ({(atMost ? "at most" : "at least")} {limit:F2}) {(holds ? "ok" : "MISSED")}");
        return holds ? 0 : 1;
    }

    internal static double Median(double[] figures)
    {
        var sorted = figures.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
