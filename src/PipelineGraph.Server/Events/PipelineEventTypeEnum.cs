using PipelineGraph.Domain.Events;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Events;

internal sealed class PipelineEventTypeEnum : EnumType<PipelineEventType>
{
    public PipelineEventTypeEnum() : base("What an event tells of.")
    {
        Value(PipelineEventType.DealCreated, "A deal began.");
        Value(PipelineEventType.DealUpdated, "Fields of a deal changed.");
        Value(PipelineEventType.DealAssigned, "A deal got another owner, or none.");
        Value(PipelineEventType.DealQualified, "Factors of the qualification were rated.");
        Value(PipelineEventType.DealStageChanged, "A deal moved to another stage, or to another pipeline.");
        Value(PipelineEventType.DealWon, "A deal was won.");
        Value(PipelineEventType.DealLost, "A deal was lost.");
        Value(PipelineEventType.DealDisqualified, "A deal was found not to fit.");
        Value(PipelineEventType.DealReopened, "A closed deal is open again.");
        Value(PipelineEventType.MoveReverted, "The latest step was taken back.");
        Value(PipelineEventType.DealImported, "An import created or changed a deal; its past steps are no events.");
        Value(PipelineEventType.DealCorrected, "A closed deal's record was corrected.");
        Value(PipelineEventType.DealVoided, "A deal was entered by mistake.");
        Value(PipelineEventType.FollowUpCreated, "A won deal got a follow-up.");
        Value(PipelineEventType.ActivityLogged, "An activity was logged or planned.");
        Value(PipelineEventType.ActivityCompleted, "A planned activity was done.");
        Value(PipelineEventType.ObjectionRaised, "The customer objected to something.");
        Value(PipelineEventType.ObjectionResolved, "An objection was answered.");
        Value(PipelineEventType.ChecklistChanged, "A checklist item was completed or cleared.");
        Value(PipelineEventType.StalledAlertRaised, "A deal stalls.");
        Value(PipelineEventType.StalledAlertEscalated, "A stalled deal became critical.");
        Value(PipelineEventType.StalledAlertAcknowledged, "Somebody takes care of a stalled deal.");
        Value(PipelineEventType.StalledAlertSnoozed, "A stalled deal was put off.");
        Value(PipelineEventType.StalledAlertSnoozeEnded, "A stalled deal that was put off is due again.");
        Value(PipelineEventType.StalledAlertRecovered, "A deal stalls no more.");
    }
}
