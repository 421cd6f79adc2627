namespace PipelineGraph.Domain.Metrics;

/// <summary>The figures of one group of deals (metrics, section 11a); amounts not rounded.</summary>
/// <param name="Key">Null for the deals that have no value of the key.</param>
/// <param name="WinRate">won / (won + lost), 0 to 1; null without either.</param>
/// <param name="AverageDealSize">Mean amount of the won deals; null without any.</param>
/// <param name="MeanCycleDays">Of the won deals; null without any.</param>
public sealed record MetricsBreakdown(
    string? Key, int Won, int Lost, double? WinRate, decimal WonAmount, decimal? AverageDealSize, double? MeanCycleDays,
    decimal OpenAmount);

/// <summary>The first groups, most won amount first.</summary>
public sealed record MetricsBreakdowns(IReadOnlyList<MetricsBreakdown> Rows, int GroupsOmitted);
