namespace PipelineGraph.Domain.Metrics;

/// <summary>What happened in a stretch of time [from, to): created by creation, the rest by close.</summary>
/// <param name="WinRate">won / (won + lost), 0 to 1; null without either.</param>
/// <param name="MeanCycleDays">Of the deals won; null without any.</param>
public sealed record MetricsBucket(
    DateTime From, DateTime To, int Created, int Won, int Lost, int Disqualified, decimal WonAmount, double? WinRate,
    double? MeanCycleDays);

public enum TimeBucket { Day, Week, Month, Quarter }
