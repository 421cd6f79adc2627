using PipelineGraph.Domain.Events;

namespace PipelineGraph.Domain.Deals;

public sealed partial class Deal
{
    /// <summary>
    /// Wins an open deal. An amount given becomes the deal's, with the win as its cause in the history.
    /// </summary>
    /// <exception cref="DealClosedException">It is closed already; the deal is unchanged.</exception>
    /// <exception cref="InvalidInputException">It is voided, a value is refused, or out of order in time; the deal is
    /// unchanged.</exception>
    public StageTransition RecordWin(Recording at, DealClosing? closing = null)
        => Close(TransitionKind.Won, DealStatus.Won, at, closing, lossReason: null);

    /// <summary>Loses an open deal.</summary>
    /// <param name="lossReason">Null only where history does not tell.</param>
    /// <inheritdoc cref="RecordWin"/>
    public StageTransition RecordLoss(Recording at, LossReason? lossReason, DealClosing? closing = null)
        => Close(TransitionKind.Lost, DealStatus.Lost, at, closing, lossReason);

    /// <summary>Takes out an open deal that does not fit: neither won nor lost.</summary>
    /// <inheritdoc cref="RecordWin"/>
    public StageTransition RecordDisqualification(Recording at, DealClosing? closing = null)
        => Close(TransitionKind.Disqualified, DealStatus.Disqualified, at, closing, lossReason: null);

    private StageTransition Close(
        TransitionKind kind, DealStatus status, Recording at, DealClosing? closing, LossReason? lossReason)
    {
        RequireOpen();
        var clean = (closing ?? DealClosing.Plain).Checked();
        CheckOrder(at);

        var before = State;
        var transition = Append(kind, StageId, at, clean.Reason, clean.IsOverride);
        if (clean.AmountUnits is { } amount)
            AmountUnits = Set(TrackedField.Amount, AmountUnits, amount, WireText.OfAmount, at, transition.Sequence);
        (Status, ClosedAt, LossReason, CloseNote) = (status, at.EffectiveAt, lossReason, clean.Note);
        ClosingRateUnits = clean.RateUnits;
        Touch(EventOf(kind), at, before).TellOf(transition, opensVisit: false);
        return transition;
    }

    private static PipelineEventType EventOf(TransitionKind close) => close switch
    {
        TransitionKind.Won => PipelineEventType.DealWon,
        TransitionKind.Lost => PipelineEventType.DealLost,
        _ => PipelineEventType.DealDisqualified,
    };

    private void RequireClosed()
    {
        RequireLiving();
        if (Status == DealStatus.Open) throw new DealNotClosedException(Status);
    }

    private StageVisit LastVisit() => _visits.MaxBy(visit => visit.Sequence)
        ?? throw new InvalidOperationException("The deal's last visit is not loaded.");
}
