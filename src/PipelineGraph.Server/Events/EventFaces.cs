using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Events;

namespace PipelineGraph.Server.Events;

/// <summary>The object types that show events: which one shows which event.</summary>
internal static class EventFaces
{
    /// <summary>Those that tell of a step in the life of a deal; `onDealStageChanged` sends exactly these.</summary>
    public static readonly IReadOnlyList<PipelineEventType> Steps =
    [
        PipelineEventType.DealCreated, PipelineEventType.DealStageChanged, PipelineEventType.DealWon,
        PipelineEventType.DealLost, PipelineEventType.DealDisqualified, PipelineEventType.DealReopened,
        PipelineEventType.MoveReverted,
    ];

    /// <summary>Those that tell of an alert of a stalled deal; `onStalledDealAlert` sends exactly these.</summary>
    public static readonly IReadOnlyList<PipelineEventType> Alerts =
    [
        PipelineEventType.StalledAlertRaised, PipelineEventType.StalledAlertEscalated,
        PipelineEventType.StalledAlertAcknowledged, PipelineEventType.StalledAlertSnoozed,
        PipelineEventType.StalledAlertSnoozeEnded, PipelineEventType.StalledAlertRecovered,
    ];

    /// <summary>Those that tell of anything else about a deal; `onDealChanged` sends exactly these.</summary>
    public static readonly IReadOnlyList<PipelineEventType> Changes =
        [.. Enum.GetValues<PipelineEventType>().Where(type => NameOf(type) == "DealChanged")];

    public static string NameOf(PipelineEventType type)
        => Steps.Contains(type) ? "DealStageChanged" : Alerts.Contains(type) ? "StalledDealAlertChanged" : "DealChanged";

    /// <summary>What an event of <see cref="Alerts"/> tells of its alert.</summary>
    public static AlertChange ChangeOf(PipelineEventType type)
        => (AlertChange)(type - PipelineEventType.StalledAlertRaised);
}
