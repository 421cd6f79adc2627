using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

/// <content>
/// The verbs that callers use. They ask <see cref="ProcessRules"/>, refuse without changing anything, and write history
/// through the <c>Record…</c> methods. Stages come with their pipelines, and these with all their stages; of the deal
/// only the running visit must be loaded (the last one for <see cref="Reopen"/>).
/// </content>
public sealed partial class Deal
{
    /// <summary>
    /// Moves an open deal by the process of its pipeline; to a stage of another pipeline it is a transfer.
    /// </summary>
    /// <param name="from">The stage where it is.</param>
    /// <param name="to">The stage that the caller names.</param>
    /// <param name="at">When and by whom; on the day of the latest transition, but before it, right after it.</param>
    /// <param name="why">What the caller brings to go against the process.</param>
    /// <param name="unmet">Exit criteria that the deal does not fulfil; needed only where
    /// <see cref="ProcessRules.AsksExitCriteria(Stage, Stage)"/>.</param>
    /// <exception cref="DealClosedException">It is won, lost or disqualified.</exception>
    /// <exception cref="InvalidInputException">It is voided or there already, the stage or its pipeline is out of
    /// use, or it lies before the latest transition.</exception>
    /// <exception cref="MoveNotAllowedException">The process asks for more than was brought.</exception>
    /// <exception cref="AggregateException">That, and an <see cref="ExitCriteriaNotMetException"/>.</exception>
    public StageTransition Move(
        Stage from, Stage to, Recording at, in Justification why = default, IReadOnlyList<ExitCriterion>? unmet = null)
    {
        RequireOpen();
        RequireHere(from);
        var check = new InputCheck();
        check.That(to.Id != StageId, "toStageId", "The deal is in this stage already.");
        CheckTarget(check, to, "toStageId");
        CheckReason(check, why);
        var settled = Settled(check, at, from, "effectiveAt");
        check.ThrowIfAny();

        var missing = Asked(unmet, ProcessRules.AsksExitCriteria(from, to));
        var isOverride = Enforce(ProcessRules.OfMove(from, to, why.MayOverride, missing), why);
        return to.PipelineId == PipelineId
            ? RecordMove(from, to, settled, why.Reason, isOverride)
            : RecordTransfer(to, settled, why.Reason, isOverride);
    }

    /// <summary>Wins an open deal, see <see cref="RecordWin"/>.</summary>
    /// <param name="closing">Its reason and override are those of <paramref name="why"/>.</param>
    /// <param name="unmet">Exit criteria that the deal does not fulfil; needed only where
    /// <see cref="ProcessRules.AsksExitCriteria(Stage)"/>.</param>
    /// <inheritdoc cref="Move"/>
    public StageTransition Win(
        Stage from, Recording at, DealClosing? closing = null, in Justification why = default,
        IReadOnlyList<ExitCriterion>? unmet = null)
    {
        RequireOpen();
        RequireHere(from);
        var check = new InputCheck();
        var clean = (closing ?? DealClosing.Plain).Clean(check);
        CheckReason(check, why);
        var settled = Settled(check, at, from, "closedAt");
        check.ThrowIfAny();

        var missing = Asked(unmet, ProcessRules.AsksExitCriteria(from));
        var isOverride = Enforce(ProcessRules.OfWin(from, why.MayOverride, missing), why);
        return RecordWin(settled, clean with { Reason = why.Reason, IsOverride = isOverride });
    }

    /// <summary>Loses an open deal, from any stage. The reason OTHER asks for a note.</summary>
    /// <inheritdoc cref="Disqualify"/>
    public StageTransition Lose(Stage from, Recording at, LossReason lossReason, DealClosing? closing = null)
    {
        var needsNote = lossReason == Deals.LossReason.Other;
        var (settled, clean) = CheckedClose(from, at, closing, needsNote);
        return RecordLoss(settled, lossReason, clean);
    }

    /// <summary>Takes out an open deal that does not fit, from any stage, with a note.</summary>
    /// <exception cref="DealClosedException">It is closed already.</exception>
    /// <exception cref="InvalidInputException">It is voided, the note is missing, a value is refused, or it lies before
    /// the latest transition.</exception>
    public StageTransition Disqualify(Stage from, Recording at, DealClosing closing)
    {
        var (settled, clean) = CheckedClose(from, at, closing, needsNote: true);
        return RecordDisqualification(settled, clean);
    }

    /// <summary>Opens a closed deal again, with a reason; there a new visit begins.</summary>
    /// <param name="closedIn">The stage where it closed.</param>
    /// <param name="to">A stage of the same pipeline; where it closed, when left out.</param>
    /// <exception cref="DealNotClosedException">It is open.</exception>
    /// <inheritdoc cref="Move"/>
    public StageTransition Reopen(Stage closedIn, Recording at, in Justification why, Stage? to = null)
    {
        RequireClosed();
        RequireHere(closedIn);
        to ??= closedIn;
        var check = new InputCheck();
        check.That(to.PipelineId == PipelineId, "toStageId", "The stage is of another pipeline.");
        CheckTarget(check, to, "toStageId");
        CheckReason(check, why);
        var settled = Settled(check, at, closedIn, "effectiveAt");
        check.ThrowIfAny();

        var isOverride = Enforce(ProcessRules.OfReopening(closedIn, to, why.MayOverride), why);
        return RecordReopening(to, settled, why.Reason, isOverride);
    }

    /// <summary>Takes a deal out of a stage that is about to be removed, whatever the process says.</summary>
    /// <inheritdoc cref="RecordTransfer"/>
    public StageTransition LeaveRemovedStage(Stage from, Stage to, Recording at)
    {
        RequireHere(from);
        var check = new InputCheck();
        CheckTarget(check, to, "moveOpenDealsTo");
        var settled = Settled(check, at, from, "effectiveAt");
        check.ThrowIfAny();

        return RecordTransfer(to, settled, "stage removed", isOverride: true);
    }

    /// <summary>Marks the deal as entered by mistake, for good, with a reason.</summary>
    /// <exception cref="InvalidInputException">It is voided already, or the reason is missing or too long.</exception>
    public void Void(string reason, Recording at)
    {
        RequireLiving();
        InputCheck.Passed(check => check.Required("reason", reason, TextLimits.Reason));
        RecordVoid(at, reason);
    }

    private (Recording At, DealClosing Closing) CheckedClose(
        Stage from, Recording at, DealClosing? closing, bool needsNote)
    {
        RequireOpen();
        RequireHere(from);
        var check = new InputCheck();
        var clean = (closing ?? DealClosing.Plain).Clean(check, needsNote);
        var settled = Settled(check, at, from, "closedAt");
        check.ThrowIfAny();
        return (settled, clean);
    }

    /// <summary>Refuses what the verdict does not allow.</summary>
    /// <returns>Whether the process is overridden.</returns>
    private static bool Enforce(MoveVerdict verdict, in Justification why)
    {
        var lacksOverride = verdict.NeedsOverride && !(why.IsOverride && why.MayOverride);
        var lacksReason = verdict.NeedsReason && string.IsNullOrWhiteSpace(why.Reason);
        if (!lacksOverride && !lacksReason) return verdict.NeedsOverride;

        var refusal = new MoveNotAllowedException(verdict.Skipped, verdict.NeedsReason, verdict.NeedsOverride);
        if (verdict.Unmet.Count == 0) throw refusal;
        throw new AggregateException(refusal, new ExitCriteriaNotMetException(verdict.Unmet));
    }

    private static IReadOnlyList<ExitCriterion> Asked(IReadOnlyList<ExitCriterion>? unmet, bool isAsked) => isAsked
        ? unmet ?? throw new ArgumentNullException(nameof(unmet), "The exit criteria are asked here.")
        : [];

    private static void CheckTarget(InputCheck check, Stage stage, string field)
    {
        check.That(stage.RemovedAt is null, field, "The stage is removed.");
        check.That(!stage.Pipeline.IsArchived, field, "The pipeline is archived.");
    }

    private static void CheckReason(InputCheck check, in Justification why)
        => why.Clean(check);

    private void RequireHere(Stage stage)
    {
        if (stage.Id != StageId) throw new ArgumentException("The deal is in another stage.", nameof(stage));
    }
}
