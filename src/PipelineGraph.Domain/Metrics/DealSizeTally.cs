using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics;

/// <summary>Measures what <see cref="DealSize"/> tells.</summary>
public sealed class DealSizeTally(MetricsFrame frame) : IDealTally
{
    private readonly List<decimal> _won = [];
    private int _excluded;
    private decimal _openSum;
    private int _open;

    public DealSize Result
    {
        get
        {
            var won = _won.ToArray();
            Array.Sort(won);
            return new DealSize(won.Length, won.Length == 0 ? null : won.Sum() / won.Length, Percentiles.Of(won, 0.5m),
                Percentiles.Of(won, 0.9m), _excluded, _open == 0 ? null : _openSum / _open);
        }
    }

    public void Add(DealSnapshot deal)
    {
        if (deal.IsOpenHere && deal.Amount is { } open)
        {
            _openSum += open;
            _open++;
        }
        if (deal.Status != DealStatus.Won || !deal.IsClosedHere(frame)) return;

        if (deal.Amount is { } won) _won.Add(won);
        else _excluded++;
    }
}
