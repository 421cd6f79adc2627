using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

public sealed partial class Deal
{
    /// <summary>Moves an open deal to another stage of its pipeline.</summary>
    /// <param name="from">The stage where it is.</param>
    /// <param name="to">Target stage, before or after it.</param>
    /// <param name="at">When and by whom, not before the latest transition.</param>
    /// <param name="reason">Why it goes against the process.</param>
    /// <param name="isOverride">Whether a manager let it go against the process.</param>
    /// <param name="kind"><see cref="TransitionKind.Advanced"/> or <see cref="TransitionKind.MovedBack"/> where history
    /// knows
    /// better than today's positions do.</param>
    /// <exception cref="DealClosedException">It is won, lost or disqualified; the deal is unchanged.</exception>
    /// <exception cref="InvalidInputException">It is voided or there already, the target is of another pipeline,
    /// or it is out of order in time; the deal is unchanged.</exception>
    public StageTransition RecordMove(
        Stage from, Stage to, Recording at, string? reason = null, bool isOverride = false, TransitionKind? kind = null)
    {
        RequireOpen();
        if (from.Id != StageId) throw new ArgumentException("The deal is in another stage.", nameof(from));
        if (kind is not (null or TransitionKind.Advanced or TransitionKind.MovedBack))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "A move advances or goes back.");
        CheckPipeline(to);
        CheckEntry(to, at);

        kind ??= to.Position < from.Position ? TransitionKind.MovedBack : TransitionKind.Advanced;
        return Enter(kind.Value, to, at, CheckedReason(reason), isOverride, State);
    }

    /// <summary>
    /// Takes an open deal to a stage of another pipeline, or out of a stage that is being removed; its visit counts as
    /// broken off.
    /// </summary>
    /// <inheritdoc cref="RecordMove"/>
    public StageTransition RecordTransfer(Stage to, Recording at, string? reason = null, bool isOverride = false)
    {
        RequireOpen();
        CheckEntry(to, at);

        return Enter(TransitionKind.Transferred, to, at, CheckedReason(reason), isOverride, State);
    }

    /// <summary>Opens a closed deal again, in a stage of its pipeline, where a new visit begins.</summary>
    /// <exception cref="DealNotClosedException">It is open; the deal is unchanged.</exception>
    /// <exception cref="InvalidInputException">It is voided, the stage is of another pipeline, or it lies before the
    /// close; the deal is unchanged.</exception>
    public StageTransition RecordReopening(Stage stage, Recording at, string? reason = null, bool isOverride = false)
    {
        RequireClosed();
        CheckPipeline(stage);
        CheckRemoval(stage, at);
        CheckOrder(at);
        var checkedReason = CheckedReason(reason);

        var (before, transition) = (State, TransitionCount + 1);
        LossReason = Clear(TrackedField.LossReason, LossReason, WireText.OfLossReason, at, transition);
        CloseNote = Clear(TrackedField.CloseNote, CloseNote, WireText.OfText, at, transition);
        ClosedAt = Clear(TrackedField.ClosedAt, ClosedAt, WireText.OfInstant, at, transition);
        (Status, ClosingRateUnits) = (DealStatus.Open, null);
        return Enter(TransitionKind.Reopened, stage, at, checkedReason, isOverride, before);
    }

    private StageTransition Enter(
        TransitionKind kind, Stage to, Recording at, string? reason, bool isOverride, in DealState before)
    {
        var transition = Append(kind, to.Id, at, reason, isOverride);
        (PipelineId, StageId) = (to.PipelineId, to.Id);
        var isReopening = kind == TransitionKind.Reopened;
        Touch(isReopening ? PipelineEventType.DealReopened : PipelineEventType.DealStageChanged, at, before)
            .TellOf(transition, opensVisit: true);
        return transition;
    }

    /// <summary>
    /// Appends a transition: ends the running visit, and begins one where it leads, unless it closes the deal.
    /// </summary>
    private StageTransition Append(TransitionKind kind, Guid toStageId, Recording at, string? reason, bool isOverride)
    {
        var (isCreation, isClose) = (kind == TransitionKind.Created, IsClose(kind));
        var endsVisit = !isCreation && kind != TransitionKind.Reopened;
        if (endsVisit) RunningVisit().End(at.EffectiveAt, kind);

        var transition = new StageTransition(Id, ++TransitionCount, kind, isCreation ? null : StageId, toStageId, at)
        {
            Reason = reason,
            IsOverride = isOverride,
            FromStageEnteredAt = endsVisit ? StageEnteredAt : null,
        };
        _transitions.Add(transition);
        LastTransitionAt = at.EffectiveAt;
        if (isClose) return transition;

        _visits.Add(new StageVisit(Id, TransitionCount, toStageId, at.EffectiveAt));
        StageEnteredAt = at.EffectiveAt;
        return transition;
    }

    private StageVisit RunningVisit() => _visits.FirstOrDefault(visit => visit.ExitedAt is null)
        ?? throw new InvalidOperationException("The deal's running visit is not loaded.");

    private void CheckEntry(Stage stage, Recording at)
    {
        if (stage.Id == StageId) throw new InvalidInputException("toStageId", "The deal is in this stage already.");
        CheckRemoval(stage, at);
        CheckOrder(at);
    }

    private void CheckPipeline(Stage stage)
    {
        if (stage.PipelineId != PipelineId)
            throw new InvalidInputException("toStageId", "The stage is of another pipeline.");
    }

    private static void CheckRemoval(Stage stage, Recording at)
    {
        if (stage.RemovedAt <= at.EffectiveAt) throw new InvalidInputException("toStageId", "The stage is removed.");
    }

    private static string? CheckedReason(string? reason)
    {
        var check = new InputCheck();
        var text = check.Optional("reason", reason, TextLimits.Reason);
        check.ThrowIfAny();
        return text;
    }

    private static bool IsClose(TransitionKind kind)
        => kind is TransitionKind.Won or TransitionKind.Lost or TransitionKind.Disqualified;
}
