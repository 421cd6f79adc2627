using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Money;

namespace PipelineGraph.Domain.Metrics.History;

/// <summary>
/// The history of a deal as figures read it (metrics, section 0): moves and changes that were undone are left out, and
/// what was corrected after a close counts as made just before it, at the close as corrected.
/// </summary>
/// <remarks>
/// Read from transitions and field changes alone, all of which must be loaded; visits, and what the deal is now, follow
/// from them. It is the measure for what a database reads.
/// </remarks>
public sealed class DealHistory
{
    private readonly RecordedDeal _deal;
    private readonly Move[] _moves;
    private readonly DatedChange[] _changes;

    private DealHistory(RecordedDeal deal)
    {
        _deal = deal;
        _moves = HistoryReading.MovesOf(deal);
        _changes = HistoryReading.ChangesOf(deal, _moves);
    }

    /// <param name="deal">Not voided: such a deal is in no figure at any instant.</param>
    public static DealHistory Of(RecordedDeal deal) => new(deal);

    /// <returns>Null for a voided deal: it is in no figure at any instant.</returns>
    public static DealHistory? Of(Deal deal) => deal.VoidedAt is null ? new DealHistory(RecordedDeal.Of(deal)) : null;

    /// <summary>The deal as it was at the frame's instant, which is included.</summary>
    /// <returns>Null when it was created later.</returns>
    public DealSnapshot? At(MetricsFrame frame, RateHistory rates)
    {
        var count = _moves.Count(move => move.At <= frame.AsOf);
        if (count == 0) return null;

        var (last, at) = (_moves[count - 1], frame.AsOf);
        return new DealSnapshot
        {
            Id = _deal.Id,
            Status = StatusAfter(last.Kind),
            Stage = IndexOf(frame, last.ToStageId),
            CreatedAt = _moves[0].At,
            ClosedAt = last.IsClose ? last.At : null,
            LossReason = LossReasonOf(count - 1),
            Currency = CurrencyAt(at),
            Amount = Value(AmountUnits(at), RateUnits(count - 1, at, rates)),
            ProbabilityOverride = HasChanged(TrackedField.ProbabilityOverride, at, out var text)
                ? WireText.Number(text)
                : _deal.ProbabilityOverride,
            OwnerId = OwnerAt(at),
            AccountId = HasChanged(TrackedField.Account, at, out text) ? WireText.Id(text) : _deal.AccountId,
            Source = HasChanged(TrackedField.Source, at, out text) ? text : _deal.Source,
            ExpectedCloseDate = HasChanged(TrackedField.ExpectedCloseDate, at, out text)
                ? WireText.Day(text)
                : _deal.ExpectedCloseDate,
            Score = ScoreAt(at),
            Visits = VisitsOf(frame, count),
        };
    }

    /// <summary>What happened to the deal up to an instant that may move a pipeline's open deals.</summary>
    /// <remarks>A change comes before a close at the same instant, and after any other move.</remarks>
    public IReadOnlyList<MovementStep> StepsUntil(DateTime to, MetricsFrame frame, RateHistory rates)
    {
        var instants = _moves.Select(move => move.At).Concat(_changes.Select(change => change.At))
            .Concat(CurrenciesUntil(to).SelectMany(rates.ChangesOf)).Where(at => at >= _moves[0].At && at <= to);
        List<MovementStep> steps = [];
        foreach (var at in instants.Distinct().Order())
        {
            var value = Value(AmountUnits(at), rates.At(CurrencyAt(at), at));
            if (_moves[0].At < at) steps.Add(new MovementStep(at, Kind: null, IsHere: false, value));
            foreach (var move in _moves.Where(move => move.At == at))
                steps.Add(new MovementStep(at, move.Kind, IndexOf(frame, move.ToStageId) >= 0, value));
        }
        return steps;
    }

    private VisitSpan[] VisitsOf(MetricsFrame frame, int count)
    {
        List<VisitSpan> visits = [];
        for (var i = 0; i < count; i++)
        {
            var move = _moves[i];
            if (move.IsClose) continue;

            Move? next = i + 1 < count ? _moves[i + 1] : null;
            visits.Add(new VisitSpan(
                IndexOf(frame, move.ToStageId), move.At, next?.At, next?.Kind, OwnerAt(move.At)));
        }
        return [.. visits];
    }

    /// <summary>Whether a field was ever changed, and then what it held at an instant: what the last change by then
    /// made of it; while none was made, what it held before the first one.</summary>
    private bool HasChanged(TrackedField field, DateTime at, out string? value)
    {
        value = null;
        var first = 0;
        while (first < _deal.Changes.Count && _deal.Changes[first].Field != field) first++;
        if (first == _deal.Changes.Count) return false;

        value = _deal.Changes[first].OldValue;
        foreach (ref readonly var change in _changes.AsSpan())
        {
            if (change.Field == field && change.At <= at) value = change.Value;
        }
        return true;
    }

    private Guid? OwnerAt(DateTime at)
        => HasChanged(TrackedField.Owner, at, out var text) ? WireText.Id(text) : _deal.OwnerId;

    private long? AmountUnits(DateTime at)
        => HasChanged(TrackedField.Amount, at, out var text) ? WireText.Amount(text) : _deal.AmountUnits;

    private string CurrencyAt(DateTime at)
        => HasChanged(TrackedField.Currency, at, out var text) ? text! : _deal.Currency;

    private HashSet<string> CurrenciesUntil(DateTime to)
        => [.. _changes.Where(change => change.At <= to).Select(change => change.At).Append(_moves[0].At)
            .Select(CurrencyAt)];

    private int? ScoreAt(DateTime at) => DealScore.Of(new Qualification(
        RatingAt(TrackedField.Budget, at, _deal.Qualification.Budget),
        RatingAt(TrackedField.Authority, at, _deal.Qualification.Authority),
        RatingAt(TrackedField.Need, at, _deal.Qualification.Need),
        RatingAt(TrackedField.Timeline, at, _deal.Qualification.Timeline),
        RatingAt(TrackedField.Interest, at, _deal.Qualification.Interest))).Value;

    private FactorRating RatingAt(TrackedField field, DateTime at, FactorRating now)
        => HasChanged(field, at, out var text) ? WireText.Rating(text) : now;

    /// <summary>The reason of a loss is no change: it stands in the deal, or in what its reopening cleared.</summary>
    private LossReason? LossReasonOf(int close)
    {
        if (_moves[close].Kind != TransitionKind.Lost) return null;
        if (close == _moves.Length - 1) return _deal.LossReason;

        var cleared = HistoryReading.ClearedBy(_deal, _moves[close + 1], TrackedField.LossReason);
        return WireText.Reason(cleared?.OldValue);
    }

    private long? RateUnits(int last, DateTime at, RateHistory rates)
    {
        var currency = CurrencyAt(at);
        if (!_moves[last].IsClose || currency == rates.Currency) return rates.At(currency, at);

        // The rate of the last close is kept; those of earlier closes are looked up again.
        return last == _moves.Length - 1 ? _deal.ClosingRateUnits : rates.At(currency, _moves[last].At);
    }

    private static decimal? Value(long? units, long? rateUnits)
        => units is { } amount && rateUnits is { } rate ? Amounts.ConvertExactly(amount, rate) : null;

    private static int IndexOf(MetricsFrame frame, Guid stageId)
    {
        for (var i = 0; i < frame.Stages.Count; i++)
        {
            if (frame.Stages[i].Id == stageId) return i;
        }
        return -1;
    }

    private static DealStatus StatusAfter(TransitionKind kind) => kind switch
    {
        TransitionKind.Won => DealStatus.Won,
        TransitionKind.Lost => DealStatus.Lost,
        TransitionKind.Disqualified => DealStatus.Disqualified,
        _ => DealStatus.Open,
    };
}
