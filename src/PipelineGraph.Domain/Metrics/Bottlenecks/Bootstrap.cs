using System.Runtime.Intrinsics;
using PipelineGraph.Domain.Metrics.Statistics;

namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>
/// How sure excess drag is: the figures of as many deals, drawn with replacement from those of the period, 200 times
/// (Efron 1979). The draws are the same for the same deals in the same order.
/// </summary>
internal static class Bootstrap
{
    public const int Draws = 200;
    private const long Seed = 1;
    private const int Lanes = 4;          // draws at a time
    private const int BitsPerLane = 8;

    /// <param name="stages">Null where there is nothing to measure: no reference, or no visits.</param>
    /// <param name="deals">How many deals began a visit in the period.</param>
    /// <returns>For each stage, in how many draws its excess drag is above 0, and also the largest of all.</returns>
    public static (int Slower, int Largest)[] Run(ResampledStage?[] stages, int deals)
    {
        var counts = new (int Slower, int Largest)[stages.Length];
        if (deals == 0) return counts;

        var random = new SeededRandom(Seed);
        var (weights, excess) = (new uint[deals], new Vector256<double>[stages.Length]);
        for (var draw = 0; draw < Draws; draw += Lanes)
        {
            Weigh(weights, random);
            for (var i = 0; i < stages.Length; i++) excess[i] = stages[i]?.ExcessDrag(weights) ?? default;
            for (var lane = 0; lane < Lanes; lane++) Count(excess, lane, counts);
        }
        return counts;
    }

    private static void Count(Vector256<double>[] excess, int lane, (int Slower, int Largest)[] counts)
    {
        var largest = 0.0;
        foreach (var each in excess) largest = Math.Max(largest, each[lane]);
        for (var i = 0; i < excess.Length; i++)
        {
            if (excess[i][lane] <= 0) continue;

            counts[i].Slower++;
            if (excess[i][lane] >= largest) counts[i].Largest++;
        }
    }

    // A byte holds how often a draw has a deal: of any number of deals, 256 times one has no chance.
    private static void Weigh(uint[] weights, SeededRandom random)
    {
        Array.Clear(weights);
        for (var once = 1U; once != 0; once <<= BitsPerLane) random.DrawWithReplacement(weights, once);
    }
}
