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
            _won.Sort();
            var sum = 0m;
            foreach (var amount in _won) sum += amount;
            return new DealSize(_won.Count, _won.Count == 0 ? null : sum / _won.Count, Percentiles.Of(_won, 0.5m),
                Percentiles.Of(_won, 0.9m), _excluded, _open == 0 ? null : _openSum / _open);
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
