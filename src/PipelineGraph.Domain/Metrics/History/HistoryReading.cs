using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics.History;

/// <summary>Which moves and changes of a deal count, and when.</summary>
internal static class HistoryReading
{
    /// <summary>The moves that were not undone, in order; a close at the instant to which it was corrected.</summary>
    public static Move[] MovesOf(RecordedDeal deal)
    {
        Move[] moves =
        [
            .. deal.Moves.Where(each => !each.IsReverted && each.Kind != TransitionKind.Reverted)
                .OrderBy(each => each.EffectiveAt).ThenBy(each => each.Sequence)
                .Select(each => new Move(each.Sequence, each.Kind, each.ToStageId, each.EffectiveAt, each.RecordedAt)),
        ];
        for (var i = 0; i < moves.Length; i++)
        {
            // Where a deal was reopened, its history holds what its close was corrected to until then.
            if (moves[i].IsClose) moves[i] = moves[i] with { At = ClosedAt(deal, moves, i) };
        }
        return moves;
    }

    /// <summary>The changes that were not undone, in the order in which they were made.</summary>
    public static DatedChange[] ChangesOf(RecordedDeal deal, Move[] moves)
    {
        if (deal.Changes.Count == 0) return [];

        var undone = deal.Moves.Where(each => each.IsReverted).Select(each => each.Sequence).ToHashSet();
        List<DatedChange> changes = new(deal.Changes.Count);
        foreach (var change in deal.Changes)
        {
            if (undone.Count == 0 || !IsUndone(deal, change, undone))
                changes.Add(new DatedChange(change.Field, change.NewValue, InstantOf(deal, change, moves)));
        }
        return [.. changes];
    }

    /// <summary>What a reopening cleared of a field.</summary>
    public static RecordedChange? ClearedBy(RecordedDeal deal, in Move reopening, TrackedField field)
    {
        foreach (var change in deal.Changes)
        {
            if (change.TransitionSequence == reopening.Sequence && change.Field == field) return change;
        }
        return null;
    }

    private static DateTime ClosedAt(RecordedDeal deal, Move[] moves, int close)
    {
        var corrected = close == moves.Length - 1
            ? deal.ClosedAt
            : WireText.Instant(ClearedBy(deal, moves[close + 1], TrackedField.ClosedAt)?.OldValue);
        return corrected ?? moves[close].At;
    }

    /// <summary>
    /// What came with an undone move, what restored it, and what was made of the field between the two.
    /// </summary>
    private static bool IsUndone(RecordedDeal deal, RecordedChange change, HashSet<int> undone) => deal.Changes.Any(brought =>
        brought.Field == change.Field && brought.Sequence <= change.Sequence
        && brought.TransitionSequence is { } transition && undone.Contains(transition)
        && deal.Changes.Any(restored => restored.Field == change.Field
            && restored.TransitionSequence == transition + 1 && restored.Sequence >= change.Sequence));

    private static DateTime InstantOf(RecordedDeal deal, RecordedChange change, Move[] moves)
    {
        if (change.TransitionSequence is { } sequence)
            return moves.FirstOrDefault(move => move.Sequence == sequence) is { Sequence: > 0 } cause
                ? cause.At
                : change.EffectiveAt;

        for (var i = 0; i < moves.Length; i++)
        {
            if (moves[i].IsClose && !IsReopenedBefore(deal, change, moves, i)) return InstantBy(change, moves[i]);
        }
        return change.EffectiveAt;
    }

    private static bool IsReopenedBefore(RecordedDeal deal, RecordedChange change, Move[] moves, int close)
        => close + 1 < moves.Length
            && ClearedBy(deal, moves[close + 1], TrackedField.ClosedAt) is { } cleared
            && cleared.Sequence < change.Sequence;

    /// <summary>A change made once the deal was closed counts as made just before.</summary>
    private static DateTime InstantBy(RecordedChange change, in Move close)
        => change.EffectiveAt >= close.At || change.RecordedAt > close.RecordedAt ? close.At : change.EffectiveAt;
}

internal readonly record struct Move(
    int Sequence, TransitionKind Kind, Guid ToStageId, DateTime At, DateTime RecordedAt)
{
    public bool IsClose => Kind is TransitionKind.Won or TransitionKind.Lost or TransitionKind.Disqualified;
}

internal readonly record struct DatedChange(TrackedField Field, string? Value, DateTime At);
