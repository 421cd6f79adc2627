using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Pipelines;

/// <summary>The one rule by which an exit criterion is met or not.</summary>
public static class ExitCriteria
{
    /// <summary>Whether a deal fulfils a criterion. Of the operands only the kind's own is read.</summary>
    /// <param name="deal">What the deal has and has had.</param>
    /// <param name="isChecked">Whether the deal's checklist holds a completion of this criterion.</param>
    public static bool IsMet(
        ExitCriterionKind kind, DealField? field, QualificationFactor? factor, int? minimumScore,
        ActivityType? activityType, in DealFacts deal, bool isChecked) => kind switch
        {
            ExitCriterionKind.FieldPresent => field is { } asked && IsPresent(asked, deal),
            ExitCriterionKind.FactorConfirmed => factor is { } asked
                && deal.Qualification[asked] is FactorRating.Yes or FactorRating.Partial,
            ExitCriterionKind.MinimumScore => deal.Score >= minimumScore,
            ExitCriterionKind.ActivityCompleted => activityType is { } asked && deal.HasCompleted(asked),
            ExitCriterionKind.ChecklistItem => isChecked,
            ExitCriterionKind.NoOpenObjections => !deal.HasOpenObjection,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of exit criterion."),
        };

    /// <summary>The criteria of a stage that a deal does not fulfil, in order; retired ones are not asked.</summary>
    /// <param name="completed">Ids of the items of its checklist that are ticked off.</param>
    public static IReadOnlyList<ExitCriterion> Unmet(
        Stage stage, in DealFacts deal, IReadOnlyCollection<Guid> completed)
    {
        List<ExitCriterion>? unmet = null;
        foreach (var criterion in stage.CriteriaInUse())
        {
            if (!criterion.IsMetBy(deal, completed.Contains(criterion.Id))) (unmet ??= []).Add(criterion);
        }
        return unmet ?? [];
    }

    private static bool IsPresent(DealField field, in DealFacts deal) => field switch
    {
        DealField.Account => deal.HasAccount,
        DealField.Amount => deal.HasAmount,
        DealField.ExpectedCloseDate => deal.HasExpectedCloseDate,
        DealField.PrimaryContact => deal.HasPrimaryContact,
        DealField.Source => deal.HasSource,
        DealField.Description => deal.HasDescription,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Unknown field."),
    };
}
