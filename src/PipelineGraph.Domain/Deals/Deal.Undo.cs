using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

public sealed partial class Deal
{
    /// <summary>How long a move can be undone after it was recorded, in minutes.</summary>
    public const int UndoMinutes = 15;

    /// <summary>Takes back the latest move of any kind while it is fresh, see <see cref="RecordUndo"/>.</summary>
    /// <exception cref="UndoExpiredException">It was recorded more than <see cref="UndoMinutes"/> minutes ago, or there
    /// is none; the deal is unchanged.</exception>
    /// <exception cref="InvalidInputException">It is voided, or would be open in a stage or a pipeline that is out of
    /// use; the deal is unchanged.</exception>
    /// <inheritdoc cref="RecordUndo"/>
    public StageTransition Undo(Stage restored, Recording at, long? closingRateUnits = null)
    {
        var undone = Undoable();
        if (at.RecordedAt > undone.RecordedAt.AddMinutes(UndoMinutes))
            throw new UndoExpiredException(undone.RecordedAt);
        var check = new InputCheck();
        if (undone.Kind != TransitionKind.Reopened) CheckTarget(check, restored, "dealId");
        var settled = Settled(check, at, restored, "effectiveAt");
        check.ThrowIfAny();

        return RecordUndo(restored, settled, closingRateUnits);
    }

    /// <summary>
    /// Takes back the latest move, win, loss, disqualification, reopening or transfer. The history keeps both records.
    /// </summary>
    /// <remarks>
    /// Asks for the latest transition, the changes that came with it and the last two visits to be loaded.
    /// </remarks>
    /// <param name="restored">The stage where the deal was before, see
    /// <see cref="StageTransition.FromStageId"/>.</param>
    /// <param name="at">When and by whom, not before the latest transition.</param>
    /// <param name="closingRateUnits">The exchange rate at the close, when a reopening is taken back.</param>
    /// <exception cref="UndoExpiredException">The latest transition is the creation or an undo; the deal is
    /// unchanged.</exception>
    /// <exception cref="InvalidInputException">It is voided, or out of order in time; the deal is
    /// unchanged.</exception>
    public StageTransition RecordUndo(Stage restored, Recording at, long? closingRateUnits = null)
    {
        var undone = Undoable();
        if (undone.FromStageId != restored.Id)
            throw new ArgumentException("The deal was in another stage.", nameof(restored));
        CheckOrder(at);

        var before = State;
        RestoreVisit(undone);
        (Status, ClosedAt, LossReason, CloseNote, ClosingRateUnits) = (DealStatus.Open, null, null, null, null);
        if (undone.Kind == TransitionKind.Reopened)
            (Status, ClosingRateUnits) = (StatusOf(LastVisit().Exit), closingRateUnits);
        undone.IsReverted = true;
        var undo = new StageTransition(Id, ++TransitionCount, TransitionKind.Reverted, StageId, restored.Id, at);
        _transitions.Add(undo);
        LastTransitionAt = at.EffectiveAt;
        RestoreFields(undone, undo, at);
        (PipelineId, StageId, StageEnteredAt) = (restored.PipelineId, restored.Id, LastVisit().EnteredAt);
        Touch(PipelineEventType.MoveReverted, at, before).TellOf(undo, opensVisit: Status == DealStatus.Open);
        return undo;
    }

    /// <summary>The latest transition, which must be loaded: what an undo takes back, and who did it.</summary>
    public StageTransition LatestTransition() => _transitions.Find(move => move.Sequence == TransitionCount)
        ?? throw new InvalidOperationException("The deal's latest transition is not loaded.");

    private StageTransition Undoable()
    {
        RequireLiving();
        var latest = LatestTransition();
        return latest.Kind is TransitionKind.Created or TransitionKind.Reverted
            ? throw new UndoExpiredException(movedAt: null)
            : latest;
    }

    private void RestoreVisit(StageTransition undone)
    {
        if (!IsClose(undone.Kind)) _visits.RemoveAll(visit => visit.Sequence == undone.Sequence);
        if (undone.Kind != TransitionKind.Reopened) LastVisit().Resume();
    }

    private void RestoreFields(StageTransition undone, StageTransition undo, Recording at)
    {
        foreach (var change in _changes.Where(change => change.TransitionSequence == undone.Sequence).ToList())
        {
            switch (change.Field)
            {
                case TrackedField.Amount: AmountUnits = WireText.Amount(change.OldValue); break;
                case TrackedField.LossReason: LossReason = WireText.Reason(change.OldValue); break;
                case TrackedField.CloseNote: CloseNote = change.OldValue; break;
                case TrackedField.ClosedAt: ClosedAt = WireText.Instant(change.OldValue); break;
                default: throw new InvalidOperationException($"No transition changes {change.Field}.");
            }
            Keep(change.Field, change.NewValue, change.OldValue, at, undo.Sequence);
        }
    }

    private static DealStatus StatusOf(TransitionKind? exit) => exit switch
    {
        TransitionKind.Won => DealStatus.Won,
        TransitionKind.Lost => DealStatus.Lost,
        TransitionKind.Disqualified => DealStatus.Disqualified,
        _ => throw new InvalidOperationException("The deal's last two visits are not loaded."),
    };
}
