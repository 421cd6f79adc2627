using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Deals;

/// <summary>An exit criterion of a deal's stage, seen from the deal.</summary>
internal sealed class ChecklistItem
{
    public Deal Deal { get; init; } = null!;

    public ExitCriterion Criterion { get; init; } = null!;
}

internal sealed class ChecklistEntryType : EntityType<ChecklistItem>
{
    public ChecklistEntryType()
    {
        Description("An exit criterion of the deal's stage, met or not.");
        Id("id", item => ChecklistRules.EntryId(item.Deal.Id, item.Criterion.Id))
            .NotFilterable().NotSortable().Description("Opaque; unique to this deal and this criterion.");
        Reference("criterion", item => item.Criterion).NonNull().Description("What is asked.");
        Field("isMet", item => ChecklistRules.IsMet(
                item.Criterion.Kind, item.Criterion.Field, item.Criterion.Factor, item.Criterion.MinimumScore,
                item.Criterion.ActivityType, item.Deal.AccountId, item.Deal.AmountUnits, item.Deal.ExpectedCloseDate,
                item.Deal.PrimaryContactId, item.Deal.Source, item.Deal.Description, item.Deal.Budget,
                item.Deal.Authority, item.Deal.Need, item.Deal.Timeline, item.Deal.Interest, item.Deal.Score,
                item.Deal.Objections.Any(objection => objection.ResolvedAt == null),
                item.Deal.Activities.Any(activity => activity.Type == item.Criterion.ActivityType
                    && activity.CompletedAt >= (item.Deal.Transitions
                        .Where(transition => transition.Kind == TransitionKind.Reopened && !transition.IsReverted)
                        .Max(transition => (DateTime?)transition.EffectiveAt) ?? item.Deal.CreatedAt)),
                item.Deal.ChecklistCompletions.Any(done => done.CriterionId == item.Criterion.Id)))
            .NotFilterable().NotSortable().Description("Whether the deal fulfils it now.");
        Field("metAt", item => item.Deal.ChecklistCompletions.Where(done => done.CriterionId == item.Criterion.Id)
                .Select(done => (DateTime?)done.CompletedAt).FirstOrDefault())
            .NotFilterable().NotSortable().Description("For checklist items: when it was ticked off.");
        Reference("metBy", item => item.Deal.ChecklistCompletions.Where(done => done.CriterionId == item.Criterion.Id)
                .Select(done => done.Actor).FirstOrDefault())
            .Nullable().NotFilterable().NotSortable().Description("For checklist items: who ticked it off.");
        Field("note", item => item.Deal.ChecklistCompletions.Where(done => done.CriterionId == item.Criterion.Id)
                .Select(done => done.Note).FirstOrDefault())
            .NotFilterable().NotSortable().Description("For checklist items: what was noted with it.");
    }
}
