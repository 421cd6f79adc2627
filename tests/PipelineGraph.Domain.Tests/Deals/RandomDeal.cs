using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Deals;

/// <summary>
/// A deal that lives at random in random pipelines, and foretells from the rules what its verbs will say.
/// </summary>
internal sealed class RandomDeal
{
    private static readonly ExitCriterionDefinition[] Criteria =
    [
        ExitCriterionDefinition.Present(DealField.Amount, "The amount is known"),
        ExitCriterionDefinition.Confirmed(QualificationFactor.Need, "The need is confirmed"),
        new(ExitCriterionKind.MinimumScore, "It is good enough") { MinimumScore = 10 },
        new(ExitCriterionKind.ActivityCompleted, "The offer is sent") { ActivityType = ActivityType.ProposalSent },
        new(ExitCriterionKind.ChecklistItem, "Legal has read it"),
        new(ExitCriterionKind.NoOpenObjections, "No objection is open"),
    ];

    private static readonly ActivityEntry Offer = new(ActivityType.ProposalSent, "Offer");
    private static readonly string?[] Reasons = [null, " ", "The customer asks for it"];
    private readonly Random _random;
    private readonly Pipeline[] _pipelines;
    private DateTime _now = Given.Monday;

    public RandomDeal(Random random)
    {
        _random = random;
        _pipelines = [.. Enumerable.Range(0, 3).Select(_ => Pipeline())];
        Deal = new Deal("Acme renewal", Any(_pipelines[0].Stages), "EUR", Recording.At(_now, Given.Anna));
    }

    public Deal Deal { get; }
    public IReadOnlyList<Stage> Stages => [.. _pipelines.SelectMany(pipeline => pipeline.Stages)];
    private Stage Here => Stages.Single(stage => stage.Id == Deal.StageId);

    /// <summary>Calls one verb.</summary>
    /// <returns>Whether the rules let one expect that the verb is refused; null where they do not judge.</returns>
    public bool? Step()
    {
        _now = _now.AddMinutes(_random.Next(3) == 0 ? _random.Next(5_000) : _random.Next(10));
        return _random.Next(10) switch
        {
            0 or 1 or 2 => Move(),
            3 => Win(),
            4 => Close(),
            5 => Reopen(),
            6 or 7 => Undo(),
            8 => Edit(),
            _ => Redesign(),
        };
    }

    private bool? Move()
    {
        var (to, why, at) = (Any(Stages), Why(), At());
        var unmet = ExitCriteria.Unmet(Here, Deal.Facts(), Completed());
        var isPossible = Deal.Status == DealStatus.Open && to.Id != Deal.StageId && to.RemovedAt is null && InOrder(at);
        var judgement = isPossible ? ProcessRules.OfMove(Here, to, why.MayOverride, unmet) : MoveVerdict.Impossible;
        if (isPossible && to.PipelineId == Deal.PipelineId) AgreesWithOptions(to, judgement, why.MayOverride, unmet);

        return Tell(Refuses(judgement, why), () => Deal.Move(Here, to, at, why, unmet));
    }

    private void AgreesWithOptions(
        Stage to, MoveVerdict judgement, bool mayOverride, IReadOnlyList<ExitCriterion> unmet)
    {
        var option = ProcessRules.OptionsFrom(Here, isOpen: true, mayOverride, unmet).Single(each => each.Stage == to);
        Assert.Equal((judgement.IsAllowed, judgement.NeedsReason, judgement.NeedsOverride),
            (option.Verdict.IsAllowed, option.Verdict.NeedsReason, option.Verdict.NeedsOverride));
    }

    private bool? Win()
    {
        var (why, at) = (Why(), At());
        var unmet = ExitCriteria.Unmet(Here, Deal.Facts(), Completed());
        var isPossible = Deal.Status == DealStatus.Open && InOrder(at);
        var judgement = isPossible ? ProcessRules.OfWin(Here, why.MayOverride, unmet) : MoveVerdict.Impossible;
        return Tell(Refuses(judgement, why),
            () => Deal.Win(Here, at, new() { AmountUnits = _random.Next(3) * 10_000 }, why, unmet));
    }

    private bool? Close() => Tell(Deal.Status != DealStatus.Open, _random.Next(2) == 0
        ? () => Deal.Lose(Here, Now(), LossReason.Other, new() { Note = "Too late" })
        : () => Deal.Disqualify(Here, Now(), new() { Note = "Too small" }));

    private bool? Reopen()
    {
        var (to, why) = (Any(Stages), Why());
        var isPossible = Deal.Status != DealStatus.Open && to.PipelineId == Deal.PipelineId && to.RemovedAt is null;
        var judgement = isPossible ? ProcessRules.OfReopening(Here, to, why.MayOverride) : MoveVerdict.Impossible;
        return Tell(Refuses(judgement, why), () => Deal.Reopen(Here, Now(), why, to));
    }

    private bool? Undo()
    {
        var latest = Deal.LatestTransition();
        var restored = Stages.SingleOrDefault(stage => stage.Id == latest.FromStageId) ?? Here;
        var isUndone = latest.Kind is not (TransitionKind.Created or TransitionKind.Reverted)
            && _now <= latest.RecordedAt.AddMinutes(Deal.UndoMinutes)
            && (restored.RemovedAt is null || latest.Kind == TransitionKind.Reopened);
        return Tell(!isUndone, () => Deal.Undo(restored, Now()));
    }

    private bool? Edit()
    {
        var isClosed = Deal.Status != DealStatus.Open;
        var item = Here.CriteriaInUse().FirstOrDefault(criterion => criterion.Kind == ExitCriterionKind.ChecklistItem);
        return _random.Next(6) switch
        {
            0 => Tell(isClosed, () => Deal.Edit(new() { AmountUnits = (long)_random.Next(9) }, Now())),
            1 => Tell(isClosed, () => Deal.Edit(new() { OwnerId = Guid.NewGuid() }, Now())),
            2 => Tell(isClosed, () => Deal.Edit(new() { Need = (FactorRating)_random.Next(4), Source = "Web" }, Now())),
            3 => Tell(false, () => Deal.LogActivity(Offer.Entered(_now), Now())),
            4 => Tell(!isClosed, () => Deal.RecordCorrection(new() { AmountUnits = (long)_random.Next(9) }, Now())),
            _ => Tell(isClosed || item is null || Completed().Contains(item.Id),
                () => Deal.CompleteChecklistItem(item ?? Any(Here.ExitCriteria), Now())),
        };
    }

    private bool? Redesign()
    {
        var pipeline = Here.Pipeline;
        var (removed, other) = (Any([.. pipeline.StagesInUse()]), Any([.. pipeline.StagesInUse()]));
        if (removed == other) return null;

        if (removed == Here && Deal.Status == DealStatus.Open) Deal.LeaveRemovedStage(removed, other, Now());
        pipeline.RemoveStage(removed, _now);
        pipeline.AddStage(Stage(), _now, _random.Next(pipeline.StagesInUse().Count()) + 1);
        return null;
    }

    private static bool? Tell(bool isRefused, Action verb)
    {
        var refusal = Record.Exception(verb);
        Assert.True(refusal is null or InvalidInputException or DealClosedException or DealNotClosedException
            or MoveNotAllowedException or AggregateException or UndoExpiredException, refusal?.ToString());
        Assert.Equal((isRefused, refusal), (refusal is not null, refusal));
        return isRefused;
    }

    private static bool Refuses(MoveVerdict verdict, Justification why) => !verdict.IsAllowed
        || (verdict.NeedsReason && string.IsNullOrWhiteSpace(why.Reason)) || (verdict.NeedsOverride && !why.IsOverride);

    private bool InOrder(Recording at)
    {
        var latest = Deal.ClosedAt > Deal.LastTransitionAt ? Deal.ClosedAt.Value : Deal.LastTransitionAt;
        return at.EffectiveAt >= latest || Here.Pipeline.IsSameDay(at.EffectiveAt, latest);
    }

    private HashSet<Guid> Completed() => [.. Deal.ChecklistCompletions.Select(completion => completion.CriterionId)];

    private Justification Why() => new(Any(Reasons), _random.Next(2) == 0, _random.Next(2) == 0);

    private Recording Now() => Recording.At(_now, Given.Anna);

    private Recording At() => Recording.Entered(
        _random.Next(2) == 0 ? null : _now.AddMinutes(-_random.Next(3_000)), _now, Given.Anna);

    private Pipeline Pipeline() => new("Sales", "EUR", _now,
        [.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Stage())], (ProcessEnforcement)_random.Next(3),
        timeZone: Any<string>(["UTC", "Asia/Tokyo", "America/New_York"]));

    private StageDefinition Stage() => new("Stage", 0.5) { ExitCriteria = [Any(Criteria)] };

    private T Any<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
