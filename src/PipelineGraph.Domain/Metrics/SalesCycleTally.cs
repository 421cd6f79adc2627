using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics;

/// <summary>Measures what <see cref="SalesCycle"/> tells.</summary>
public sealed class SalesCycleTally(MetricsFrame frame) : IDealTally
{
    private readonly List<double> _wonDays = [];
    private readonly List<double> _lostDays = [];
    private readonly long[] _milliseconds = new long[frame.Stages.Count];
    private readonly int[] _begun = new int[frame.Stages.Count];
    private int _won;
    private int _excludedWon;
    private int _excludedLost;

    public SalesCycle Result
        => new(DurationStatistics.Of(_wonDays, _excludedWon), DurationStatistics.Of(_lostDays, _excludedLost), Shares());

    public void Add(DealSnapshot deal)
    {
        foreach (ref readonly var visit in deal.Visits.Span)
        {
            if (visit.Stage >= 0 && frame.InPeriod(visit.EnteredAt)) _begun[visit.Stage]++;
        }
        if (deal.Status is not (DealStatus.Won or DealStatus.Lost) || !deal.IsClosedHere(frame)) return;

        var days = Days.Between(deal.CreatedAt, deal.ClosedAt!.Value);
        if (deal.Status == DealStatus.Won) AddWon(deal, days);
        else if (days < 0) _excludedLost++;
        else _lostDays.Add(days);
    }

    private void AddWon(DealSnapshot deal, double days)
    {
        _won++;
        if (days < 0) _excludedWon++;
        else _wonDays.Add(days);
        foreach (ref readonly var visit in deal.Visits.Span)
        {
            if (visit.Stage < 0 || visit.ExitedAt is not { } exited || exited < visit.EnteredAt) continue;

            // Whole milliseconds, so that the sum is the same in any order.
            _milliseconds[visit.Stage] += Instants.ToUnixMilliseconds(exited)
                - Instants.ToUnixMilliseconds(visit.EnteredAt);
        }
    }

    private StageShare[] Shares()
    {
        var sum = (double)_milliseconds.Sum();
        return
        [
            .. Enumerable.Range(0, _milliseconds.Length)
                .Where(stage => frame.Lists(stage, _begun[stage]) || _milliseconds[stage] > 0)
                .Select(stage => new StageShare(frame.Stages[stage].Id,
                    Ratio.Of(_milliseconds[stage] / Days.MillisecondsPerDay, _won),
                    Ratio.Of(_milliseconds[stage], sum))),
        ];
    }
}
