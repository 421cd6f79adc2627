using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Deals;

internal sealed class StageTransitionType : EntityType<StageTransition>
{
    public StageTransitionType()
    {
        Description("A step in the life of a deal; never changed, at most marked as undone.");
        Node(transition => transition.Id);
        Reference(transition => transition.Deal).Description("The deal.");
        Field(transition => transition.Kind).Description("What happened.");
        Reference(transition => transition.FromStage).Description("Where it came from; null for CREATED.");
        Reference(transition => transition.ToStage).Description("Where it led; for a close, where the deal stood.");
        Field(transition => transition.EffectiveAt).Description("When it happened.");
        Field(transition => transition.RecordedAt)
            .Description("When the server learned of it: later for imports and corrections.");
        Reference(transition => transition.Actor).Description("Who did it.");
        Field(transition => transition.Reason).Description("Why, where the process asked for a reason or one was given.");
        Field(transition => transition.IsOverride).Description("Done against the process, by a manager or admin.");
        Field(transition => transition.IsReverted).Description("Undone: kept in the history, left out of metrics.");
        Field("daysInFromStage", transition => transition.FromStageEnteredAt == null
                ? (double?)null
                : Days.Between(transition.FromStageEnteredAt.Value, transition.EffectiveAt))
            .Description("Days of the visit that this step ended; null when it ended none.");
    }
}

internal sealed class StageVisitType : EntityType<StageVisit>
{
    public StageVisitType()
    {
        Description("One stay of a deal in a stage.");
        KeyedBy(visit => visit.Id);
        Id("id", visit => visit.Id).Description("Opaque; unique.");
        Reference(visit => visit.Stage).Description("The stage.");
        Field(visit => visit.EnteredAt).Description("When it began.");
        Field(visit => visit.ExitedAt).Description("When it ended; null while running.");
        Field("days", (visit, now) => Days.Between(visit.EnteredAt, visit.ExitedAt ?? now))
            .Description("How long it lasted, or has lasted so far, days.");
        Field(visit => visit.Exit).Description("What ended it; null while running.");
    }
}

internal sealed class FieldChangeType : EntityType<FieldChange>
{
    public FieldChangeType()
    {
        Description("One change of one field of a deal.");
        KeyedBy(change => change.Id);
        Id("id", change => change.Id).Description("Opaque; unique.");
        Field(change => change.Field).Description("Which field.");
        Field("oldValue", change => FieldValues.OnTheWire(change.Field, change.OldValue)).Nullable()
            .NotFilterable().NotSortable()
            .Description("The value before, as the API writes it: enum names, global ids.");
        Field("newValue", change => FieldValues.OnTheWire(change.Field, change.NewValue)).Nullable()
            .NotFilterable().NotSortable()
            .Description("The value after, as the API writes it: enum names, global ids.");
        Field(change => change.EffectiveAt).Description("When it happened.");
        Field(change => change.RecordedAt).Description("When the server learned of it.");
        Reference(change => change.Actor).Description("Who did it.");
        Field(change => change.Reason).Description("Why a closed deal was corrected; null for other changes.");
    }
}
