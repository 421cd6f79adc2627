using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics.Statistics;

namespace PipelineGraph.Domain.Metrics;

/// <summary>Counts what <see cref="WinRate"/> tells.</summary>
public sealed class WinRateTally(MetricsFrame frame) : IDealTally
{
    private int _won;
    private int _lost;
    private int _disqualified;
    private decimal _wonAmount;
    private decimal _lostAmount;
    private int _excluded;
    private Cohort _cohort;

    public WinRate Result => new(
        Ratio.Of((double)_won, _won + _lost), WilsonInterval.Of(_won, _won + _lost), _won, _lost, _disqualified,
        _wonAmount, _lostAmount, RateByAmount(), _excluded, _cohort.Result);

    public void Add(DealSnapshot deal)
    {
        if (!deal.IsHere) return;

        if (frame.InPeriod(deal.CreatedAt)) _cohort.Add(deal.Status);
        if (!deal.IsClosedHere(frame)) return;

        switch (deal.Status)
        {
            case DealStatus.Won:
                _won++;
                _wonAmount += Usable(deal);
                break;
            case DealStatus.Lost:
                _lost++;
                _lostAmount += Usable(deal);
                break;
            default: _disqualified++; break;
        }
    }

    private decimal Usable(DealSnapshot deal)
    {
        if (deal.Amount is null) _excluded++;
        return deal.Amount ?? 0;
    }

    // Where the amounts of lost deals are not recorded, the won ones would make it 1.
    private double? RateByAmount()
        => _lost > 0 && _lostAmount == 0 ? null : Ratio.Of(_wonAmount, _wonAmount + _lostAmount);

    private struct Cohort
    {
        private int _won;
        private int _lost;
        private int _disqualified;
        private int _open;

        public readonly CohortWinRate Result
        {
            get
            {
                var closed = _won + _lost + _disqualified;
                return new(Ratio.Of((double)_won, _won + _lost), closed + _open, _won, _lost, _disqualified, _open,
                    Ratio.Of((double)closed, closed + _open));
            }
        }

        public void Add(DealStatus status)
        {
            switch (status)
            {
                case DealStatus.Won: _won++; break;
                case DealStatus.Lost: _lost++; break;
                case DealStatus.Disqualified: _disqualified++; break;
                default: _open++; break;
            }
        }
    }
}
