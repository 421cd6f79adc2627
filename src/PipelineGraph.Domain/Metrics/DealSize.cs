namespace PipelineGraph.Domain.Metrics;

/// <summary>Amounts of the deals won in the period, in the pipeline's currency, not rounded (section 4).</summary>
/// <param name="N">Won deals with an amount.</param>
/// <param name="Excluded">Won deals without amount or exchange rate.</param>
/// <param name="OpenMean">Mean amount of the deals open at the frame's instant; null without any.</param>
public sealed record DealSize(int N, decimal? Mean, decimal? Median, decimal? P90, int Excluded, decimal? OpenMean);
