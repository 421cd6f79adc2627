using PipelineGraph.Domain.Metrics.Statistics;
using PipelineGraph.Domain.Metrics.Survival;

namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>
/// Measures what <see cref="StageBottleneck"/> tells of each stage, in the frame's period against the one of the same
/// length before it, both followed up to the frame's instant.
/// </summary>
/// <remarks>
/// Deals may come in any order: they are drawn by their ids. A visit that ends before it begins is an arrival and a
/// departure, and nothing else.
/// </remarks>
public sealed class BottleneckTally : IDealTally
{
    /// <summary>No visit counts for more days in a mean.</summary>
    public const double HorizonDays = 180;

    private readonly MetricsFrame _frame;
    private readonly MetricsFrame _baseline;
    private readonly FirstVisits _first;
    private readonly OwnerIndex _owners = new();
    private readonly StageRecord[] _stages;
    private readonly List<Guid> _deals = [];   // that began a visit in the period

    public BottleneckTally(MetricsFrame frame)
    {
        (_frame, _baseline, _first) = (frame, frame.Before(), new FirstVisits(frame));
        _stages = [.. frame.Stages.Select(stage => new StageRecord(stage))];
    }

    public void Add(DealSnapshot deal)
    {
        var (begun, isNear) = (false, false);
        foreach (ref readonly var visit in deal.Visits.Span)
        {
            if (visit.Stage < 0) continue;

            var stage = _stages[visit.Stage];
            if (visit.ExitedAt is { } exited && _frame.InPeriod(exited)) stage.Depart();
            if (_frame.InPeriod(visit.EnteredAt))
            {
                isNear = true;
                begun |= stage.Arrive(VisitLength.Of(visit, _frame.AsOf), _deals.Count, _owners.Of(visit.OwnerId));
            }
            else if (_baseline.InPeriod(visit.EnteredAt))
            {
                isNear = true;
                stage.AddBaseline(VisitLength.Of(visit, _frame.AsOf));
            }
        }
        if (begun) _deals.Add(deal.Id);
        if (isNear) AddConversions(deal);
    }

    /// <summary>One per stage, worst first; removed ones only where visits of theirs began in the period.</summary>
    public IReadOnlyList<StageBottleneck> Result()
    {
        var places = PlacesById();
        var visits = Array.ConvertAll(_stages, stage => stage.Visits(places));
        var measures = _stages.Select((stage, i) => stage.Measure(visits[i], places.Length)).ToArray();
        var pValues = Holm.Correct([.. measures.Select(each => LogRank.Of(each.Period, each.Baseline)?.PValue)]);
        var draws = Bootstrap.Run([.. measures.Select((each, i) => Resampled(each, visits[i]))], places.Length);
        var drag = measures.Sum(each => each.Drag);
        return
        [
            .. measures.Select((stage, i) => Judge(stage, draws[i], pValues[i], drag) with
            {
                Owners = StageOwners.Of(_stages[i], visits[i], _owners),
            })
            .Where((_, i) => _frame.Lists(i, _stages[i].Arrivals))
            .OrderBy(stage => stage.Verdict).ThenByDescending(stage => stage.ExcessDrag),
        ];
    }

    private void AddConversions(DealSnapshot deal)
    {
        foreach (var stage in _first.Of(deal))
        {
            ref readonly var first = ref _first[stage];
            if (_frame.InPeriod(first.EnteredAt))
                _stages[stage].AddConversion(_first.OutcomeOf(stage), first.Visits, _owners.Of(first.OwnerId));
            else if (_baseline.InPeriod(first.EnteredAt))
                _stages[stage].AddBaselineConversion(_first.OutcomeOf(stage), first.Visits);
        }
    }

    /// <summary>For each deal, by the number that it came with, its place among their ids.</summary>
    private int[] PlacesById()
    {
        var (numbers, places) = (new int[_deals.Count], new int[_deals.Count]);
        for (var i = 0; i < numbers.Length; i++) numbers[i] = i;
        Array.Sort(_deals.ToArray(), numbers);
        for (var i = 0; i < numbers.Length; i++) places[numbers[i]] = i;
        return places;
    }

    private ResampledStage? Resampled(StageMeasures stage, StageVisit[] visits)
        => stage.Reference is { } reference && visits.Length > 0
            ? new ResampledStage(visits, _deals.Count, reference)
            : null;

    private StageBottleneck Judge(
        StageMeasures stage, (int Slower, int Largest) draws, double? pValue, double dragOfAll)
    {
        var verdict = stage.Verdict(draws.Slower);
        return new StageBottleneck(
            stage.Stage.Id, verdict, _deals.Count == 0 ? null : draws.Largest / (double)Bootstrap.Draws,
            Ratio.Of(stage.Drag, dragOfAll), stage.MeanDays / stage.Stage.TargetDays, pValue, stage.MedianRatio,
            stage.Arrivals, stage.Departures, stage.BacklogZ, stage.ConversionDrop, [], stage.ExcessDrag,
            BottleneckExplanation.Of(stage, verdict, draws.Slower));
    }
}
