using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Alerts;

/// <summary>A deal that entered its stage on Monday, and what makes deals stall there.</summary>
internal static class Stalling
{
    public static readonly StageLimits Limits = new(
        Given.Prospecting.Id, StallRules.All, new StallLimit(10, LimitSource.StageSetting), 14, TimeZoneInfo.Utc);

    public static readonly StallFacts Quiet = new()
    {
        DealId = Guid.CreateVersion7(),
        IsOpen = true,
        StageId = Limits.StageId,
        StageEnteredAt = Given.Monday,
        LastTouchedAt = Given.Monday,
    };

    public static StageLimits Only(StallRules rules) => Limits with { Rules = rules };

    public static DateTime After(double days) => Given.Monday.AddDays(days);

    /// <summary>The reasons that hold so many days after Monday; critical ones with an exclamation mark.</summary>
    public static string At(double days, StallFacts facts, StageLimits? limits = null)
        => string.Join(" ", StallCheck.Of(facts, limits ?? Limits, After(days))
            .Select(stall => stall.Reason + (stall.IsCritical ? "!" : "")));
}
