namespace PipelineGraph.Domain.Metrics.Survival;

/// <summary>Measures what <see cref="TimeInStage"/> tells of each stage; keeps eight bytes for each visit.</summary>
public sealed class TimeInStageTally(MetricsFrame frame) : IDealTally
{
    private readonly List<VisitLength>[] _visits = [.. frame.Stages.Select(_ => new List<VisitLength>())];
    private readonly int[] _excluded = new int[frame.Stages.Count];

    /// <summary>One per stage, in order; removed ones at the end, where visits of theirs began in the period.</summary>
    public IReadOnlyList<TimeInStage> Result =>
    [
        .. Enumerable.Range(0, _visits.Length)
            .Where(stage => frame.Lists(stage, _visits[stage].Count + _excluded[stage])).Select(Of),
    ];

    public void Add(DealSnapshot deal)
    {
        foreach (ref readonly var visit in deal.Visits.Span)
        {
            if (visit.Stage < 0 || !frame.InPeriod(visit.EnteredAt)) continue;

            if (VisitLength.Of(visit, frame.AsOf) is { } length) _visits[visit.Stage].Add(length);
            else _excluded[visit.Stage]++;
        }
    }

    private TimeInStage Of(int stage)
    {
        var visits = _visits[stage];
        var ended = visits.Where(visit => visit.End != VisitEnd.Running).Select(visit => visit.Days).ToList();
        return new TimeInStage(frame.Stages[stage].Id, visits.Count, visits.Count - ended.Count,
            DurationStatistics.Of(ended, _excluded[stage]), KaplanMeier.Of(visits));
    }
}
