using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics;

/// <summary>Counts what <see cref="MetricsBreakdown"/> tells of each group of deals.</summary>
/// <param name="keyOf">The deal's value of the group key as the caller reads it; null where it has none.</param>
public sealed class BreakdownTally(MetricsFrame frame, Func<DealSnapshot, string?> keyOf) : IDealTally
{
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);
    private Group? _keyless;

    public void Add(DealSnapshot deal)
    {
        var isResult = deal.Status is (DealStatus.Won or DealStatus.Lost) && deal.IsClosedHere(frame);
        if (!isResult && !deal.IsOpenHere) return;

        var group = GroupOf(keyOf(deal));
        if (isResult) group.Closed.Add(deal);
        else group.OpenAmount += deal.Amount ?? 0;
    }

    /// <summary>The first groups by won amount, then by key; deals without one come last among equals.</summary>
    public MetricsBreakdowns Result(int first)
    {
        IEnumerable<KeyValuePair<string?, Group>> groups = _groups!;
        if (_keyless is not null) groups = groups.Append(new(null, _keyless));
        MetricsBreakdown[] rows =
        [
            .. groups.OrderByDescending(group => group.Value.Closed.WonAmount)
                .ThenBy(group => group.Key, GroupKeyOrder.Instance).Take(first)
                .Select(group => group.Value.Row(group.Key)),
        ];
        return new MetricsBreakdowns(rows, _groups.Count + (_keyless is null ? 0 : 1) - rows.Length);
    }

    private Group GroupOf(string? key)
    {
        if (key is null) return _keyless ??= new Group();
        if (!_groups.TryGetValue(key, out var group)) _groups.Add(key, group = new Group());
        return group;
    }

    private sealed class Group
    {
        public ClosedCounts Closed;
        public decimal OpenAmount;

        public MetricsBreakdown Row(string? key) => new(key, Closed.Won, Closed.Lost, Closed.WinRate, Closed.WonAmount,
            Closed.AverageDealSize, Closed.MeanCycleDays, OpenAmount);
    }
}
