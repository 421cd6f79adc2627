using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics;

/// <summary>The first visit that a deal paid to each stage, and what became of it since (metrics, section 2).</summary>
internal sealed class FirstVisits(MetricsFrame frame)
{
    private readonly FirstVisit[] _byStage = new FirstVisit[frame.Stages.Count];
    private readonly int[] _stages = new int[frame.Stages.Count];
    private DealStatus _status;
    private bool _isHere;

    public ref readonly FirstVisit this[int stage] => ref _byStage[stage];

    /// <summary>Takes in a deal in the place of the one before.</summary>
    /// <returns>The stages that it visited, each once; valid until the next call.</returns>
    public ReadOnlySpan<int> Of(DealSnapshot deal)
    {
        (_status, _isHere) = (deal.Status, deal.IsHere);
        var visits = deal.Visits.Span;
        var (count, highest) = (0, int.MinValue);

        // From the last to the first, so that each visit knows what came after it, and the first one stays.
        for (var i = visits.Length - 1; i >= 0; i--)
        {
            ref readonly var visit = ref visits[i];
            if (visit.Stage < 0) continue;

            ref var first = ref _byStage[visit.Stage];
            if (!Contains(count, visit.Stage))
            {
                _stages[count++] = visit.Stage;
                first.Visits = 0;
            }
            first.Visits++;
            (first.EnteredAt, first.OwnerId, first.HighestLater) = (visit.EnteredAt, visit.OwnerId, highest);
            highest = Math.Max(highest, frame.Positions[visit.Stage]);
        }
        return _stages.AsSpan(0, count);
    }

    /// <summary>What became of the deal since it entered the stage.</summary>
    public ConversionOutcome OutcomeOf(int stage)
    {
        if (_byStage[stage].HighestLater > frame.Positions[stage] || (_isHere && _status == DealStatus.Won))
            return ConversionOutcome.Advanced;
        if (!_isHere) return ConversionOutcome.Transferred;
        return _status == DealStatus.Open ? ConversionOutcome.Pending : ConversionOutcome.Dropped;
    }

    private bool Contains(int count, int stage) => _stages.AsSpan(0, count).Contains(stage);
}

/// <param name="Visits">How many it paid to the stage.</param>
/// <param name="HighestLater">Highest position among the stages visited later.</param>
internal record struct FirstVisit(DateTime EnteredAt, Guid? OwnerId, int Visits, int HighestLater);

internal enum ConversionOutcome { Advanced, Dropped, Pending, Transferred }
