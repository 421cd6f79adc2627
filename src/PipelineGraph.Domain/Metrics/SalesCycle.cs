namespace PipelineGraph.Domain.Metrics;

/// <summary>From creation to close of the deals closed in the period, won and lost never pooled (section 3).</summary>
/// <param name="StageShares">Where the won deals spent their time, one entry per stage.</param>
public sealed record SalesCycle(
    DurationStatistics Won, DurationStatistics Lost, IReadOnlyList<StageShare> StageShares);

/// <summary>What a stage takes of the cycle of the deals won in the period.</summary>
/// <param name="MeanDays">Mean of their total days in it, 0 for those that were never there; null when none was
/// won.</param>
/// <param name="Share">Of the sum of all stages' means, 0 to 1, adding up to 1; null when that is 0.</param>
public sealed record StageShare(Guid StageId, double? MeanDays, double? Share);
