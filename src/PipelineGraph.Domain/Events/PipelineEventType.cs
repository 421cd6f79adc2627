namespace PipelineGraph.Domain.Events;

/// <summary>What happened to a deal, or to what hangs on it.</summary>
public enum PipelineEventType
{
    DealCreated, DealUpdated, DealAssigned, DealQualified, DealStageChanged, DealWon, DealLost, DealDisqualified,
    DealReopened, MoveReverted, DealImported, DealCorrected, DealVoided, FollowUpCreated, ActivityLogged,
    ActivityCompleted, ObjectionRaised, ObjectionResolved, ChecklistChanged, StalledAlertRaised, StalledAlertEscalated,
    StalledAlertAcknowledged, StalledAlertSnoozed, StalledAlertSnoozeEnded, StalledAlertRecovered,
}
