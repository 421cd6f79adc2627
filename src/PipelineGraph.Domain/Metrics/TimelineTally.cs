namespace PipelineGraph.Domain.Metrics;

/// <summary>Counts what <see cref="MetricsBucket"/> tells of each bucket of the period, the empty ones too.</summary>
/// <param name="bounds">Where the buckets begin and the last one ends, see <see cref="TimeBuckets.Bounds"/>.</param>
public sealed class TimelineTally(IReadOnlyList<DateTime> bounds) : IDealTally
{
    private readonly DateTime[] _bounds = [.. bounds];
    private readonly ClosedCounts[] _closed = new ClosedCounts[Math.Max(0, bounds.Count - 1)];
    private readonly int[] _created = new int[Math.Max(0, bounds.Count - 1)];

    public IReadOnlyList<MetricsBucket> Result => [.. Enumerable.Range(0, _closed.Length).Select(Of)];

    public void Add(DealSnapshot deal)
    {
        if (!deal.IsHere) return;

        if (BucketOf(deal.CreatedAt) is { } created) _created[created]++;
        if (deal.ClosedAt is { } closedAt && BucketOf(closedAt) is { } closed) _closed[closed].Add(deal);
    }

    private int? BucketOf(DateTime at)
    {
        if (_closed.Length == 0 || at < _bounds[0] || at >= _bounds[^1]) return null;

        var found = Array.BinarySearch(_bounds, at);
        return found >= 0 ? found : ~found - 1;
    }

    private MetricsBucket Of(int i)
    {
        ref readonly var closed = ref _closed[i];
        return new MetricsBucket(_bounds[i], _bounds[i + 1], _created[i], closed.Won, closed.Lost, closed.Disqualified,
            closed.WonAmount, closed.WinRate, closed.MeanCycleDays);
    }
}
