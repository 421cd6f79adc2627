using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics.Forecasting;

/// <summary>
/// What deals bring that do not exist yet, learned from the past. With g days from T to the period and w days of it
/// still to come: for T' = T - k (g + w), k = 1, 2, …, within a year and not before the pipeline's first deal, the
/// amount won in [T' + g, T' + g + w) from deals created after T'.
/// </summary>
/// <remarks>The windows do not overlap, so each won deal finds its own, however many there are.</remarks>
internal sealed class NewBusiness(MetricsFrame frame)
{
    private const int FewestInstants = 3;

    private readonly long _now = Instants.ToUnixMilliseconds(frame.AsOf);
    private readonly long _gap = Math.Max(0, MillisecondsUntil(frame, frame.From));
    private readonly long _step = MillisecondsUntil(frame, frame.To);
    private readonly SortedDictionary<long, decimal> _won = [];
    private long _firstCreated = long.MaxValue;

    private static long Year => (long)MetricsFrame.Year.TotalMilliseconds;

    /// <summary>How many instants there are to look back to; 0 when they are fewer than 3, or the period is
    /// over.</summary>
    public long Count
    {
        get
        {
            if (_step <= _gap || _firstCreated > _now) return 0;

            var count = Math.Min(_now - _firstCreated, Year) / _step;
            return count < FewestInstants ? 0 : count;
        }
    }

    /// <summary>Amounts of the instants that brought any, each above 0, in the order of their distance.</summary>
    public decimal[] Amounts()
    {
        var count = Count;
        return [.. _won.Where(window => window.Key <= count && window.Value > 0).Select(window => window.Value)];
    }

    public void Add(DealSnapshot deal)
    {
        var created = Instants.ToUnixMilliseconds(deal.CreatedAt);
        _firstCreated = Math.Min(_firstCreated, created);
        if (deal.Status != DealStatus.Won || deal.Amount is not { } amount || _step <= _gap) return;

        // Window k ends k - 1 steps ago, and does not hold its end.
        var ago = _now - Instants.ToUnixMilliseconds(deal.ClosedAt!.Value);
        var k = ago <= 0 ? 0 : ((ago - 1) / _step) + 1;
        if (k == 0 || k * _step > Year || ago > (k * _step) - _gap || created <= _now - (k * _step)) return;

        _won[k] = _won.GetValueOrDefault(k) + amount;
    }

    private static long MillisecondsUntil(MetricsFrame frame, DateTime at)
        => Instants.ToUnixMilliseconds(at) - Instants.ToUnixMilliseconds(frame.AsOf);
}
