using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Money;

namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>Takes in a deal as it was at one of the instants asked about, by its place among them.</summary>
internal delegate void TakeDeal(int frame, DealSnapshot deal);

/// <summary>
/// Reads deals and their visits by one command, sorted by deal. A deal's state is that of its last visit by the instant;
/// its values are those of its row.
/// </summary>
/// <param name="frames">The instants to see them at, of the same stages.</param>
/// <param name="stalled">Which of them stand still.</param>
internal sealed class CurrentDeals(
    MetricsScope scope, IReadOnlyList<MetricsFrame> frames, IReadOnlySet<Guid> stalled)
{
    private readonly Dictionary<Guid, int> _stages =
        scope.Frame.Stages.Index().ToDictionary(each => each.Item.Id, each => each.Index);
    private readonly Dictionary<(string Currency, DateTime At), long?> _rates = [];
    private readonly DateTime _last = frames.Max(frame => frame.AsOf);
    private VisitSpan[] _visits = new VisitSpan[64];
    private VisitSpan[] _seen = new VisitSpan[64];   // of these, by one instant
    private int _count;
    private Row _deal;

    public async Task ReadAsync(IQueryable<Deal> deals, TakeDeal take, CancellationToken cancelled)
    {
        Guid? deal = null;
        await MetricsRow.ReadAsync(Rows(deals), row =>
        {
            var id = row.Id(0);
            if (id != deal)
            {
                if (deal is not null) Give(take);
                (deal, _deal, _count) = (id, DealOf(row, id), 0);
            }
            AddVisit(row);
        }, cancelled);
        if (deal is not null) Give(take);
    }

    // The order of the members is that of the columns, which are read by their places.
    private IQueryable<object> Rows(IQueryable<Deal> deals)
    {
        var at = _last;
        return deals.SelectMany(deal => deal.Visits.Where(visit => visit.EnteredAt <= at), (deal, visit) => new { deal, visit })
            .OrderBy(each => each.deal.Id).ThenBy(each => each.visit.Sequence)
            .Select(each => new
            {
                each.deal.Id,
                each.visit.StageId,
                each.visit.EnteredAt,
                each.visit.ExitedAt,
                each.visit.Exit,
                each.deal.AmountUnits,
                each.deal.Currency,
                each.deal.ClosingRateUnits,
                each.deal.ProbabilityOverride,
                each.deal.OwnerId,
                each.deal.AccountId,
                each.deal.Source,
                each.deal.ExpectedCloseDate,
                each.deal.LossReason,
                each.deal.Score,
            });
    }

    private static Row DealOf(MetricsRow row, Guid id) => new(id, row.IsNull(5) ? null : row.Whole(5), row.Text(6),
        row.IsNull(7) ? null : row.Whole(7), row.IsNull(8) ? null : row.Real(8), row.IsNull(9) ? null : row.Id(9),
        row.IsNull(10) ? null : row.Id(10), row.IsNull(11) ? null : row.Text(11), row.IsNull(12) ? null : row.Day(12),
        row.IsNull(13) ? null : row.Choice<LossReason>(13), row.IsNull(14) ? null : row.Small(14));

    private void AddVisit(MetricsRow row)
    {
        if (_count == _visits.Length)
        {
            Array.Resize(ref _visits, 2 * _count);
            Array.Resize(ref _seen, 2 * _count);
        }
        var hasEnded = !row.IsNull(3);
        _visits[_count++] = new VisitSpan(_stages.GetValueOrDefault(row.Id(1), -1), row.Instant(2),
            hasEnded ? row.Instant(3) : null, hasEnded ? row.Choice<TransitionKind>(4) : null, _deal.OwnerId);
    }

    private void Give(TakeDeal take)
    {
        for (var i = 0; i < frames.Count; i++)
        {
            if (SeenAt(frames[i].AsOf) is > 0 and var count) take(i, Snapshot(frames[i].AsOf, count));
        }
    }

    /// <summary>Cuts the visits at an instant, which is included.</summary>
    private int SeenAt(DateTime at)
    {
        var count = 0;
        foreach (ref readonly var visit in _visits.AsSpan(0, _count))
        {
            if (visit.EnteredAt > at) break;
            _seen[count++] = visit.ExitedAt > at ? visit with { ExitedAt = null, Exit = null } : visit;
        }
        return count;
    }

    private DealSnapshot Snapshot(DateTime at, int count)
    {
        ref readonly var last = ref _seen[count - 1];
        var status = StatusAfter(last.Exit);
        var isClosed = status != DealStatus.Open;
        var rate = isClosed && _deal.Currency != scope.Currency ? _deal.ClosingRateUnits : RateOf(_deal.Currency, at);
        return new DealSnapshot
        {
            Id = _deal.Id,
            Status = status,
            Stage = last.Stage,
            CreatedAt = _seen[0].EnteredAt,
            ClosedAt = isClosed ? last.ExitedAt : null,
            LossReason = status == DealStatus.Lost ? _deal.LossReason : null,
            Currency = _deal.Currency,
            Amount = _deal.AmountUnits is { } units && rate is { } known ? Amounts.ConvertExactly(units, known) : null,
            ProbabilityOverride = _deal.ProbabilityOverride,
            OwnerId = _deal.OwnerId,
            AccountId = _deal.AccountId,
            Source = _deal.Source,
            ExpectedCloseDate = _deal.ExpectedCloseDate,
            Score = _deal.Score,
            IsStalled = stalled.Contains(_deal.Id),
            Visits = _seen.AsMemory(0, count),
        };
    }

    private long? RateOf(string currency, DateTime at)
    {
        if (!_rates.TryGetValue((currency, at), out var rate))
            _rates.Add((currency, at), rate = scope.Rates.At(currency, at));
        return rate;
    }

    private static DealStatus StatusAfter(TransitionKind? exit) => exit switch
    {
        TransitionKind.Won => DealStatus.Won,
        TransitionKind.Lost => DealStatus.Lost,
        TransitionKind.Disqualified => DealStatus.Disqualified,
        _ => DealStatus.Open,
    };

    /// <summary>What a deal's row has beside its visits.</summary>
    private readonly record struct Row(
        Guid Id, long? AmountUnits, string Currency, long? ClosingRateUnits, double? ProbabilityOverride, Guid? OwnerId,
        Guid? AccountId, string? Source, DateOnly? ExpectedCloseDate, LossReason? LossReason, int? Score);
}
