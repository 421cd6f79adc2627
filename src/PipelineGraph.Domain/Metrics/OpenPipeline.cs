namespace PipelineGraph.Domain.Metrics;

/// <summary>The deals open at the frame's instant; amounts in the pipeline's currency, not rounded (section 7).</summary>
/// <param name="WeightedAmount">Sum of amount × probability, the deal's override or its stage's.</param>
/// <param name="HistoricallyWeightedAmount">Sum of amount × the stage's learned probability, see
/// <see cref="StageProbabilities"/>; null below its sample.</param>
/// <param name="OverdueDeals">Expected close before today.</param>
/// <param name="ExcludedFromAmounts">Without amount or exchange rate.</param>
public sealed record OpenPipeline(
    int Deals, decimal Amount, decimal WeightedAmount, decimal? HistoricallyWeightedAmount, int OverdueDeals,
    decimal OverdueAmount, int StalledDeals, decimal StalledAmount, int ExcludedFromAmounts);
