using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Alerts;

/// <summary>What makes deals of a stage stalled.</summary>
/// <param name="Rules">The reasons that count there.</param>
/// <param name="TimeInStage">See <see cref="StageTimeLimit"/>.</param>
/// <param name="InactivityDays">How long nothing may be done, days.</param>
/// <param name="Zone">The pipeline's: it says which day today is.</param>
public sealed record StageLimits(
    Guid StageId, StallRules Rules, StallLimit TimeInStage, double InactivityDays, TimeZoneInfo Zone)
{
    /// <summary>A planned activity may be so late, days.</summary>
    public const double StepDays = 1;

    private const double CloseDateDays = 0;

    /// <param name="stage">With its pipeline.</param>
    /// <param name="learned">See <see cref="StageTimeLimit.Learn"/>.</param>
    public static StageLimits Of(Stage stage, double? learned, double inactivityDays) => new(
        stage.Id, stage.StallRules, StageTimeLimit.Of(stage, learned), inactivityDays,
        TimeZoneInfo.FindSystemTimeZoneById(stage.Pipeline.TimeZone));

    public bool Counts(StallReason reason) => Rules.HasFlag((StallRules)(1 << (int)reason));

    public StallLimit LimitOf(StallReason reason) => reason switch
    {
        StallReason.TimeInStage => TimeInStage,
        StallReason.NoActivity => new StallLimit(InactivityDays, LimitSource.Setting),
        StallReason.NextStepOverdue => new StallLimit(StepDays, LimitSource.Setting),
        _ => new StallLimit(CloseDateDays, LimitSource.Setting),
    };

    /// <summary>The day that an instant belongs to in the pipeline's time zone.</summary>
    public DateOnly DayOf(DateTime at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, Zone));
}
