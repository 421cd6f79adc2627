using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Events;

internal sealed class PipelineEventInterface : InterfaceType<PipelineEvent>
{
    public PipelineEventInterface() : base("PipelineEvent")
    {
        Description("One committed change, as it was told: what happened, when and by whom.");
        KeyedBy(happened => happened.Id);
        Field("cursor", happened => EventCursor.Encode(happened.Position!.Value)).NonNull()
            .NotFilterable().NotSortable()
            .Description("The event's place in the log, opaque; give it back as `after`.");
        Field(happened => happened.Type).Description("What happened.");
        Field(happened => happened.OccurredAt).Description("When it happened.");
        Field(happened => happened.RecordedAt).Description("When the server learned of it.");
        Reference(happened => happened.Actor).Description("Who did it.");
        Id("dealId", happened => happened.DealId!.Value, "Deal").Description("Of which deal.");
        Reference(happened => happened.Deal).Nullable()
            .Description("The deal as it is now; null when the reader may no longer see it.");
    }
}

internal sealed class DealStageChangedType : EntityType<PipelineEvent>
{
    public DealStageChangedType()
    {
        ViewOf();
        Description("A deal was created, moved, closed or reopened, or such a step was undone.");
        Implements<PipelineEventInterface>();
        Reference(happened => happened.Transition).NonNull().Description("The step.");
        Field(happened => happened.DealVersion).Description("The deal's version after it; without a gap per deal.");
    }
}

internal sealed class StalledDealAlertChangedType : EntityType<PipelineEvent>
{
    public StalledDealAlertChangedType()
    {
        ViewOf();
        Description("An alert of a stalled deal was raised or has changed. The deal's version stays.");
        Implements<PipelineEventInterface>();
        Reference("alert", happened => happened.StalledAlert).NonNull().Description("The alert as it is now.");
        Field("change", happened => EventFaces.ChangeOf(happened.Type)).NotFilterable().NotSortable()
            .Description("What happened to it.");
    }
}

internal sealed class DealChangedType : EntityType<PipelineEvent>
{
    public DealChangedType()
    {
        Description("Anything else about a deal changed.");
        Implements<PipelineEventInterface>();
        Field(happened => happened.DealVersion).Description("The deal's version after it; without a gap per deal.");
        // Not by the deal, which the reader may no longer see.
        List("changes", happened => Rows.Of<FieldChange>().Where(change => change.DealId == happened.DealId
                && change.Sequence >= happened.FirstChange && change.Sequence <= happened.LastChange))
            .OrderedBy((FieldChange change) => change.Sequence).Description("The fields that changed with it.");
        Reference(happened => happened.Activity).Description("The activity that was logged or completed.");
        Reference(happened => happened.Objection).Description("The objection that was raised or resolved.");
        Reference(happened => happened.Criterion).Description("The checklist item that was completed or cleared.");
    }
}
