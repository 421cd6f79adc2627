using System.Runtime.InteropServices;

namespace PipelineGraph.Domain.Metrics;

/// <summary>Counts what <see cref="DealAggregate"/> tells of each group of deals, and keeps nothing else of them.</summary>
public sealed class DealAggregateTally
{
    /// <summary>By so many keys at once, at most.</summary>
    public const int MostKeys = 3;

    private readonly int _keys;
    private readonly Dictionary<Place, Totals> _groups = [];

    /// <param name="keys">By how many keys the deals are grouped, 0 to <see cref="MostKeys"/>; by currency always.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more keys.</exception>
    public DealAggregateTally(int keys)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keys);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys, MostKeys);
        _keys = keys;
    }

    /// <summary>Takes in a deal, once. The order of the deals does not matter.</summary>
    /// <param name="keys">Its values of the keys; null where it has none.</param>
    /// <param name="currency">Of its pipeline, ISO 4217.</param>
    /// <param name="amount">In that currency, not rounded; null without an amount or without a rate.</param>
    /// <exception cref="ArgumentException">There are more or fewer keys than this counts by.</exception>
    public void Add(ReadOnlySpan<string?> keys, string currency, decimal? amount)
    {
        if (keys.Length != _keys) throw new ArgumentException($"There are {_keys} keys.", nameof(keys));

        var place = new Place(
            currency, _keys > 0 ? keys[0] : null, _keys > 1 ? keys[1] : null, _keys > 2 ? keys[2] : null);
        CollectionsMarshal.GetValueRefOrAddDefault(_groups, place, out _).Add(amount);
    }

    /// <summary>The first groups by number of deals, then key by key, those without one last, then by currency.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public DealAggregates Result(int first)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        var order = GroupKeyOrder.Instance;
        DealAggregate[] rows =
        [
            .. _groups.OrderByDescending(group => group.Value.Count)
                .ThenBy(group => group.Key.First, order).ThenBy(group => group.Key.Second, order)
                .ThenBy(group => group.Key.Third, order).ThenBy(group => group.Key.Currency, order)
                .Take(first).Select(group => group.Value.Row(group.Key.Keys(_keys), group.Key.Currency)),
        ];
        return new DealAggregates(rows, _groups.Count - rows.Length);
    }

    private readonly record struct Place(string Currency, string? First, string? Second, string? Third)
    {
        public string?[] Keys(int count) => new[] { First, Second, Third }[..count];
    }

    private struct Totals
    {
        private int _withAmount;
        private decimal _sum, _min, _max;

        public int Count { get; private set; }

        public void Add(decimal? amount)
        {
            Count++;
            if (amount is not { } known) return;

            (_min, _max) = _withAmount++ == 0 ? (known, known) : (Math.Min(_min, known), Math.Max(_max, known));
            _sum += known;
        }

        public readonly DealAggregate Row(string?[] keys, string currency) => _withAmount == 0
            ? new DealAggregate(keys, currency, Count, Sum: 0, Average: null, Min: null, Max: null, Excluded: Count)
            : new DealAggregate(
                keys, currency, Count, _sum, _sum / _withAmount, _min, _max, Excluded: Count - _withAmount);
    }
}
