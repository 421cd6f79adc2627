using PipelineGraph.Domain.Alerts;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Alerts;

internal sealed class AlertSeverityEnum : EnumType<AlertSeverity>
{
    public AlertSeverityEnum() : base("How long an alert has gone on.")
    {
        Value(AlertSeverity.Warning, "Its reason holds.");
        Value(AlertSeverity.Critical, "Twice its limit has passed; for what is late, more than 14 days past its time.");
    }
}

internal sealed class LimitSourceEnum : EnumType<LimitSource>
{
    public LimitSourceEnum() : base("Where the limit of an alert comes from.")
    {
        Value(LimitSource.StageSetting, "The stage's `stalledAfterDays`.");
        Value(LimitSource.WonDealsP90,
            "Nine of ten visits of the stage by deals that were won within a year took no longer.");
        Value(LimitSource.Setting, "A setting of the server, or a fixed rule.");
        Value(LimitSource.Default, "30 days: the stage sets no limit, and too few deals were won to learn one.");
    }
}

internal sealed class AlertChangeEnum : EnumType<AlertChange>
{
    public AlertChangeEnum() : base("What happened to an alert.")
    {
        Value(AlertChange.Raised, "It is new.");
        Value(AlertChange.Escalated, "It became critical.");
        Value(AlertChange.Acknowledged, "Somebody takes care of it.");
        Value(AlertChange.Snoozed, "It was put off.");
        Value(AlertChange.SnoozeEnded, "It was put off, and is due again.");
        Value(AlertChange.Recovered, "Its reason has ended.");
    }
}
