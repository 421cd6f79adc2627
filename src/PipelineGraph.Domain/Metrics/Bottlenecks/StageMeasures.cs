using PipelineGraph.Domain.Metrics.Survival;

namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>What is measured of a stage before it is held against the others (metrics, section 6).</summary>
/// <param name="VisitShare">pVisit: share of the deals of the period that visited it, 0 to 1.</param>
/// <param name="BaselineDays">Restricted mean of the visits of the baseline; null without any.</param>
internal sealed record StageMeasures(
    StageFrame Stage, KaplanMeier Period, KaplanMeier Baseline, double VisitShare, double? BaselineDays,
    StageConversion Conversion, StageConversion BaselineConversion, int Arrivals, int Departures)
{
    public const int FewestExits = 20;
    public const double Rounding = 1e-9;
    private const double LateShare = 0.1;
    private const double LateDays = 1;
    private const double MatureShare = 0.8;
    private const double LargestChanceZ = 1.96;
    private const int SurePercent = 95;

    public int Exits { get; } = Period.Exits;

    /// <summary>R: restricted mean of the visits of the period; null without any.</summary>
    public double? MeanDays { get; } = Period.RestrictedMean(BottleneckTally.HorizonDays);

    /// <summary>Days that a visit should take: the target, else what it took before; null without both.</summary>
    public double? Reference => Stage.TargetDays ?? BaselineDays;

    /// <summary>Days that a deal of the period spends in the stage.</summary>
    public double Drag => VisitShare * (MeanDays ?? 0);

    /// <summary>Those beyond the reference.</summary>
    public double ExcessDrag => ExcessOf(VisitShare, MeanDays, Reference);

    public double? MedianRatio => Period.Quantile(0.5) is { } median && Baseline.Quantile(0.5) is { } before
        ? Ratio.Of(median, before)
        : null;

    public double? BacklogZ
        => Ratio.Of((double)(Arrivals - Departures), Math.Sqrt((double)Arrivals + Departures));

    public double? ConversionDrop => BaselineConversion.Rate - Conversion.Rate;

    /// <summary>pVisit × max(0, R - reference), what rounding leaves taken as 0.</summary>
    public static double ExcessOf(double visitShare, double? meanDays, double? reference)
        => meanDays - reference is { } excess && excess > Rounding ? visitShare * excess : 0;

    /// <param name="slower">In how many of the bootstrap's draws its excess drag is above 0.</param>
    public BottleneckVerdict Verdict(int slower)
    {
        if (Exits < FewestExits) return BottleneckVerdict.InsufficientData;
        if (slower * 100 >= SurePercent * Bootstrap.Draws && IsLate) return BottleneckVerdict.Time;
        if (IsLeaking) return BottleneckVerdict.Leak;
        return BacklogZ > LargestChanceZ ? BottleneckVerdict.Backlog : BottleneckVerdict.None;
    }

    private bool IsLate => MeanDays - Reference >= Math.Max(LateDays, LateShare * (Reference ?? 0)) - Rounding;

    private bool IsLeaking
        => Conversion.Maturity >= MatureShare && Conversion.Interval?.High < BaselineConversion.Interval?.Low;
}
