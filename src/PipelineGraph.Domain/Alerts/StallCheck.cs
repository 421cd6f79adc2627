namespace PipelineGraph.Domain.Alerts;

/// <summary>When a deal is stalled: by what is known of it and an instant, nothing else.</summary>
public static class StallCheck
{
    /// <summary>The limits of time passed escalate at so many times themselves.</summary>
    public const double EscalationFactor = 2;

    /// <summary>What is late escalates after so many days past its time.</summary>
    public const double EscalationDays = 14;

    private static readonly StallReason[] Reasons = Enum.GetValues<StallReason>();

    /// <summary>All reasons that hold for a deal of the stage.</summary>
    public static IEnumerable<Stall> Of(StallFacts facts, StageLimits limits, DateTime at)
        => Reasons.Select(reason => Of(reason, facts, limits, limits.LimitOf(reason), at)).OfType<Stall>();

    /// <summary>A reason, if it holds.</summary>
    /// <param name="limit">In place of the stage's own: an open alert keeps the one it was raised with.</param>
    public static Stall? Of(StallReason reason, StallFacts facts, StageLimits limits, StallLimit limit, DateTime at)
    {
        if (!facts.IsOpen || !limits.Counts(reason) || Days(reason, facts, limits, at) is not { } days) return null;
        if (days <= limit.Days) return null;

        var isCritical = reason is StallReason.TimeInStage or StallReason.NoActivity
            ? days >= EscalationFactor * limit.Days
            : days > EscalationDays;
        return new Stall(reason, days, limit, isCritical);
    }

    /// <summary>How long it has been, in days; null where there is nothing to count from.</summary>
    private static double? Days(StallReason reason, StallFacts facts, StageLimits limits, DateTime at) => reason switch
    {
        StallReason.TimeInStage => Domain.Days.Between(facts.StageEnteredAt, at),
        StallReason.NoActivity => facts.LastDueAt > at ? null : Domain.Days.Between(facts.LastTouchedAt, at),
        StallReason.NextStepOverdue => facts.FirstDueAt is { } due ? Domain.Days.Between(due, at) : null,
        _ => facts.ExpectedCloseDate is { } day ? limits.DayOf(at).DayNumber - day.DayNumber : null,
    };
}
