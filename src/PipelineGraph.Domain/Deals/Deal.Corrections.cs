using PipelineGraph.Domain.Events;

namespace PipelineGraph.Domain.Deals;

public sealed partial class Deal
{
    /// <summary>Corrects what is known of a closed deal, with a reason, see <see cref="RecordCorrection"/>.</summary>
    /// <remarks>What a close asks for stays: a note with a disqualification and with the loss reason OTHER.</remarks>
    /// <inheritdoc cref="RecordCorrection"/>
    public bool Correct(DealCorrection correction, Recording at)
    {
        RequireClosed();
        var check = new InputCheck();
        var clean = correction.Clean(check, this, at.RecordedAt);
        check.That(clean.Reason is not null, "reason", "It must not be blank.");
        check.That(Status != DealStatus.Lost || clean.LossReason is not { Value: null }, "lossReason",
            "A lost deal has a loss reason.");
        var keepsNote = (clean.CloseNote, clean.LossReason) is (null, null) || !NeedsNoteAfter(clean)
            || Change<string?>.Or(clean.CloseNote, CloseNote) is not null;
        check.That(keepsNote, "closeNote", "It must not be blank.");
        check.ThrowIfAny();

        return RecordCorrection(clean, at);
    }

    /// <summary>
    /// Corrects what is known of a closed deal and appends what really changed to <see cref="Changes"/>.
    /// </summary>
    /// <remarks>
    /// A corrected <see cref="ClosedAt"/> moves the end of the last visit, which must be loaded; transitions stay as
    /// recorded.
    /// </remarks>
    /// <returns>False when nothing changed; the version then stays.</returns>
    /// <exception cref="DealNotClosedException">It is open; the deal is unchanged.</exception>
    /// <exception cref="InvalidInputException">It is voided, a value is refused, or out of order in time; the deal is
    /// unchanged.</exception>
    public bool RecordCorrection(DealCorrection correction, Recording at)
    {
        RequireClosed();
        var clean = correction.Checked(this, at.RecordedAt);
        at = AfterChanges(at);
        var lastVisit = clean.ClosedAt is null ? null : LastVisit();

        var (before, rate) = (State, ClosingRateUnits);
        AmountUnits = Set(TrackedField.Amount, AmountUnits, clean.AmountUnits, WireText.OfAmount, at);
        Currency = Set(TrackedField.Currency, Currency, clean.Currency, WireText.OfText, at);
        ClosedAt = Set(TrackedField.ClosedAt, ClosedAt, clean.ClosedAt, WireText.OfInstant, at);
        LossReason = Set(TrackedField.LossReason, LossReason, clean.LossReason, WireText.OfLossReason, at);
        CloseNote = Set(TrackedField.CloseNote, CloseNote, clean.CloseNote, WireText.OfText, at);
        OwnerId = Set(TrackedField.Owner, OwnerId, clean.OwnerId, WireText.OfId, at);
        ClosingRateUnits = Change<long?>.Or(clean.RateUnits, ClosingRateUnits);
        if (before.ChangeCount == ChangeCount && rate == ClosingRateUnits) return false;

        foreach (var change in _changes.Where(change => change.Sequence > before.ChangeCount))
            change.Reason = clean.Reason;
        lastVisit?.End(ClosedAt!.Value, lastVisit.Exit!.Value);
        Touch(PipelineEventType.DealCorrected, at, before);
        return true;
    }

    private bool NeedsNoteAfter(DealCorrection correction) => Status == DealStatus.Disqualified
        || Change<LossReason?>.Or(correction.LossReason, LossReason) == Deals.LossReason.Other;
}
