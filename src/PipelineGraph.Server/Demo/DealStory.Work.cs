using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Demo;

internal sealed partial class DealStory
{
    /// <summary>One step of work in a stage.</summary>
    private void Work()
    {
        PushExpectedClose();
        var chance = _dice.Between(0, 1);
        if (chance < 0.55) Log(_dice.Pick((ActivityType.Call, 4), (ActivityType.Email, 4), (ActivityType.Meeting, 2),
            (ActivityType.Demo, 1), (ActivityType.Note, 1), (ActivityType.Task, 1)));
        else if (chance < 0.78) Rate(_dice.Pick(Enum.GetValues<QualificationFactor>()), _dice.Pick(
            (FactorRating.Yes, 0.3 + _quality), (FactorRating.Partial, 0.7),
                (FactorRating.No, 0.6 - (0.5 * _quality))));
        else if (chance < 0.88) Deal.RecordEdit(new DealEdit { AmountUnits = Amount(Deal.Currency) }, Now());
        else if (chance < 0.97) WorkOnObjections();
        else if (chance < 0.985) Reassign();
        else Deal.RecordEdit(new DealEdit { ProbabilityOverride = Math.Round(_dice.Between(0.05, 0.95), 2) }, Now());
    }

    /// <summary>Most people move an expected close that comes too near; some forget.</summary>
    private void PushExpectedClose()
    {
        if (Deal.ExpectedCloseDate is not { } expected) return;

        var near = DateOnly.FromDateTime(_at.AddDays(_process.TypicalDaysFrom(_stage) / 2));
        if (expected < near && _dice.Chance(0.5))
            Deal.RecordEdit(new DealEdit { ExpectedCloseDate = near.AddDays(_dice.Whole(7, 45)) }, Now());
    }

    private void Log(ActivityType type)
        => Deal.LogActivity(new ActivityEntry(type, DemoTexts.Subject(type, _dice))
        {
            CompletedAt = _at,
            Note = type == ActivityType.Note || _dice.Chance(0.2) ? _dice.Pick(DemoTexts.Notes) : null,
        }, Now());

    private void Rate(QualificationFactor factor, FactorRating rating)
        => Deal.RecordEdit(factor switch
        {
            QualificationFactor.Budget => new DealEdit { Budget = rating },
            QualificationFactor.Authority => new DealEdit { Authority = rating },
            QualificationFactor.Need => new DealEdit { Need = rating },
            QualificationFactor.Timeline => new DealEdit { Timeline = rating },
            QualificationFactor.Interest => new DealEdit { Interest = rating },
            _ => throw new ArgumentOutOfRangeException(nameof(factor), factor, "Unknown factor."),
        }, Now());

    private void WorkOnObjections()
    {
        if (Deal.Objections.Any(objection => objection.ResolvedAt is null)) ResolveObjections();
        else Deal.RaiseObjection(_dice.Pick(DemoTexts.Objections), Now());
    }

    private void ResolveObjections()
    {
        foreach (var objection in Deal.Objections.Where(each => each.ResolvedAt is null).ToList())
            Deal.ResolveObjection(objection, _dice.Pick(DemoTexts.Resolutions), Now());
    }

    private void Reassign()
    {
        Rep = _dice.Pick(_world.Staff.Sellers);
        Deal.RecordEdit(new DealEdit { OwnerId = Rep.Rep.Id }, Now(Rep.Manager));
    }

    private bool IsReady()
        => Stage.ExitCriteria.All(criterion => criterion.IsMetBy(Deal.Facts(), IsChecked(criterion)));

    private bool IsChecked(ExitCriterion criterion)
        => Deal.ChecklistCompletions.Any(completion => completion.CriterionId == criterion.Id);

    /// <summary>Does what the stage still asks for.</summary>
    private void MeetCriteria()
    {
        foreach (var criterion in Stage.ExitCriteria)
        {
            if (!criterion.IsMetBy(Deal.Facts(), IsChecked(criterion))) Meet(criterion);
        }
    }

    private void Meet(ExitCriterion criterion)
    {
        switch (criterion.Kind)
        {
            case ExitCriterionKind.FieldPresent: Fill(criterion.Field!.Value); break;
            case ExitCriterionKind.FactorConfirmed: Rate(criterion.Factor!.Value, Confirmed()); break;
            case ExitCriterionKind.ActivityCompleted: Log(criterion.ActivityType!.Value); break;
            case ExitCriterionKind.ChecklistItem: Deal.CompleteChecklistItem(criterion, Now()); break;
            case ExitCriterionKind.NoOpenObjections: ResolveObjections(); break;
            case ExitCriterionKind.MinimumScore:
                foreach (var factor in Enum.GetValues<QualificationFactor>()) Rate(factor, Confirmed());
                break;
            default: throw new InvalidOperationException($"Unknown kind {criterion.Kind}.");
        }
    }

    private FactorRating Confirmed() => _dice.Chance(0.7) ? FactorRating.Yes : FactorRating.Partial;

    private void Fill(DealField field)
        => Deal.RecordEdit(field switch
        {
            DealField.Account => new DealEdit { AccountId = Customer.Account.Id },
            DealField.Amount => new DealEdit { AmountUnits = Amount(Deal.Currency) },
            DealField.ExpectedCloseDate => new DealEdit { ExpectedCloseDate = ExpectedClose() },
            DealField.PrimaryContact => new DealEdit { PrimaryContactId = Customer.Contacts[0].Id },
            DealField.Source => new DealEdit { Source = _dice.Pick(_process.Sources) },
            DealField.Description => new DealEdit { Description = _dice.Pick(DemoTexts.Notes) },
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Unknown field."),
        }, Now());

    /// <summary>Most open deals have a next step; some of these are overdue.</summary>
    private void PlanNextStep()
    {
        if (!_dice.Chance(0.7)) return;

        var due = _dice.Chance(0.15) ? _at.AddDays(_dice.Between(0.1, 3)) : _world.Now.AddDays(_dice.Between(0.2, 15));
        var type =
            _dice.Pick<ActivityType>([ActivityType.Call, ActivityType.Meeting, ActivityType.Demo, ActivityType.Task]);
        Deal.LogActivity(
            new ActivityEntry(type, DemoTexts.Subject(type, _dice)) { DueAt = OfficeHours.From(due) }, Now());
    }
}
