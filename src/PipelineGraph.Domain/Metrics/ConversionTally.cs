namespace PipelineGraph.Domain.Metrics;

/// <summary>Counts what <see cref="StageConversion"/> tells of each stage.</summary>
public sealed class ConversionTally(MetricsFrame frame) : IDealTally
{
    private readonly FirstVisits _first = new(frame);
    private readonly ConversionCounts[] _counts = new ConversionCounts[frame.Stages.Count];
    private readonly int[] _begun = new int[frame.Stages.Count];

    /// <summary>One per stage, in order; removed ones at the end, where visits of theirs began in the period.</summary>
    public IReadOnlyList<StageConversion> Result =>
    [
        .. Enumerable.Range(0, _counts.Length).Where(stage => frame.Lists(stage, _begun[stage]))
            .Select(stage => _counts[stage].For(frame.Stages[stage].Id)),
    ];

    public void Add(DealSnapshot deal)
    {
        foreach (var stage in _first.Of(deal))
        {
            if (frame.InPeriod(_first[stage].EnteredAt))
                _counts[stage].Add(_first.OutcomeOf(stage), _first[stage].Visits);
        }
        foreach (ref readonly var visit in deal.Visits.Span)
        {
            if (visit.Stage >= 0 && frame.InPeriod(visit.EnteredAt)) _begun[visit.Stage]++;
        }
    }
}
