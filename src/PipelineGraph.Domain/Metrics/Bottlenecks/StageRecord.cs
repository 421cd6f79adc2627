using PipelineGraph.Domain.Metrics.Survival;

namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>What is kept of a stage: 16 bytes for a visit of the period, 8 for one of the baseline.</summary>
internal sealed class StageRecord(StageFrame stage)
{
    private readonly List<StageVisit> _visits = [];
    private readonly List<VisitLength> _baseline = [];
    private ConversionCounts _conversion;
    private ConversionCounts _baselineConversion;
    private ConversionCounts[] _byOwner = [];
    private int _lastDeal = -1;
    private int _deals;

    public StageFrame Stage => stage;
    public int Arrivals { get; private set; }
    public int Departures { get; private set; }

    public void Depart() => Departures++;

    /// <returns>Whether the visit has a length: it does not end before it begins.</returns>
    public bool Arrive(VisitLength? length, int deal, int owner)
    {
        Arrivals++;
        if (length is not { } known) return false;

        _visits.Add(new StageVisit(known, deal, owner));
        if (_lastDeal != deal) _deals++;
        _lastDeal = deal;
        return true;
    }

    public void AddBaseline(VisitLength? length)
    {
        if (length is { } known) _baseline.Add(known);
    }

    public void AddConversion(ConversionOutcome outcome, int visits, int owner)
    {
        _conversion.Add(outcome, visits);
        if (owner == OwnerIndex.Nobody) return;

        if (owner >= _byOwner.Length) Array.Resize(ref _byOwner, Math.Max(owner + 1, 2 * _byOwner.Length));
        _byOwner[owner].Add(outcome, visits);
    }

    public void AddBaselineConversion(ConversionOutcome outcome, int visits)
        => _baselineConversion.Add(outcome, visits);

    public double? ConversionRateOf(int owner) => owner < _byOwner.Length ? _byOwner[owner].Rate : null;

    /// <summary>The visits of the period in ascending order.</summary>
    /// <param name="places">New numbers of the deals, by their old ones.</param>
    public StageVisit[] Visits(int[] places)
    {
        StageVisit[] ascending = [.. _visits.Select(visit => visit with { Deal = places[visit.Deal] })];
        Array.Sort(ascending);
        return ascending;
    }

    /// <param name="ascending">The visits.</param>
    /// <param name="deals">How many deals began any visit in the period.</param>
    public StageMeasures Measure(StageVisit[] ascending, int deals)
    {
        var baseline = KaplanMeier.Of(_baseline);
        return new StageMeasures(stage, KaplanMeier.OfAscending(Array.ConvertAll(ascending, visit => visit.Length)),
            baseline, Ratio.Of((double)_deals, deals) ?? 0, baseline.RestrictedMean(BottleneckTally.HorizonDays),
            _conversion.For(stage.Id), _baselineConversion.For(stage.Id), Arrivals, Departures);
    }
}
