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

    /// <param name="stages">Null where there is nothing to measure: no reference, or no visits.</param>
    /// <param name="deals">How many deals began a visit in the period.</param>
    /// <returns>For each stage, in how many draws its excess drag is above 0, and also the largest of all.</returns>
    public static (int Slower, int Largest)[] Run(ResampledStage?[] stages, int deals)
    {
        var counts = new (int Slower, int Largest)[stages.Length];
        if (deals == 0) return counts;

        var random = new SeededRandom(Seed);
        var (weights, excess) = (new byte[deals], new double[stages.Length]);
        for (var draw = 0; draw < Draws; draw++)
        {
            Weigh(weights, random);
            for (var i = 0; i < stages.Length; i++) excess[i] = stages[i]?.ExcessDrag(weights, deals) ?? 0;

            var largest = excess.Max();
            for (var i = 0; i < stages.Length; i++)
            {
                if (excess[i] <= 0) continue;

                counts[i].Slower++;
                if (excess[i] >= largest) counts[i].Largest++;
            }
        }
        return counts;
    }

    // A byte holds how often a deal is drawn: of any number of deals, 256 times one has no chance.
    private static void Weigh(byte[] weights, SeededRandom random)
    {
        Array.Clear(weights);
        for (var i = 0; i < weights.Length; i++) weights[random.Below(weights.Length)]++;
    }
}
