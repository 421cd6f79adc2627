namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>Whether a stage holds the pipeline up, in the period against the one before it (section 6).</summary>
/// <param name="Confidence">Share of the bootstrap draws in which its excess drag is above 0 and the largest of all
/// stages, 0 to 1; null when no visit of any stage began in the
/// period.</param>
/// <param name="DragShare">Its share of the days that a deal of the period spends in all stages, 0 to 1.</param>
/// <param name="TargetRatio">Restricted mean of its visits over its target; above 1 is slow.</param>
/// <param name="SlowdownPValue">Log-rank test against the baseline, two-sided, corrected by Holm over the
/// stages.</param>
/// <param name="MedianRatioToBaseline">Kaplan-Meier medians, period over baseline.</param>
/// <param name="Arrivals">Visits begun in the period.</param>
/// <param name="Departures">Visits ended in the period.</param>
/// <param name="BacklogZ">(arrivals - departures) / sqrt(arrivals + departures); null without either.</param>
/// <param name="ConversionDrop">Conversion rate of the baseline minus that of the period, -1 to 1.</param>
/// <param name="Owners">Slowest first, at most 20, each with 5 visits or more.</param>
/// <param name="ExcessDrag">Days that a deal of the period spends here beyond the reference; 0 without one.</param>
/// <param name="Explanation">The verdict in a sentence, with its figures.</param>
public sealed record StageBottleneck(
    Guid StageId, BottleneckVerdict Verdict, double? Confidence, double? DragShare, double? TargetRatio,
    double? SlowdownPValue, double? MedianRatioToBaseline, int Arrivals, int Departures, double? BacklogZ,
    double? ConversionDrop, IReadOnlyList<StageOwnerFigure> Owners, double ExcessDrag, string Explanation);

/// <summary>What holds a stage up, worst first.</summary>
public enum BottleneckVerdict { Time, Leak, Backlog, None, InsufficientData }

/// <summary>The visits of a stage under one owner.</summary>
/// <param name="OwnerId">The deal's owner when the visit began.</param>
/// <param name="RestrictedMeanDays">Over 180 days.</param>
/// <param name="ConversionRate">advanced / (advanced + dropped) of the deals by their owner at first entry.</param>
/// <param name="OpenDeals">Visits still running.</param>
public sealed record StageOwnerFigure(
    Guid OwnerId, int Visits, double? RestrictedMeanDays, double? ConversionRate, int OpenDeals);
