using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics.Forecasting;

/// <summary>Foresees what <see cref="Forecast"/> tells, in one pass over the deals as of the frame's instant.</summary>
/// <remarks>The same deals in any order, and the same seed, give the same forecast on every machine.</remarks>
public sealed class ForecastTally : IDealTally
{
    public const int FewestDraws = 100;
    public const int MostDraws = 100_000;
    public const int DefaultDraws = 10_000;
    public const long DefaultSeed = 1;

    private readonly MetricsFrame _frame;
    private readonly StageProbabilities _learned;
    private readonly NewBusiness _newBusiness;
    private readonly List<Candidate> _candidates = [];
    private readonly DateOnly _firstDay;
    private readonly DateOnly _lastDay;
    private decimal _alreadyWon;
    private decimal _overdueAmount;
    private int _undated;
    private decimal _undatedAmount;
    private int _excluded;

    /// <param name="frame">Its period is the one to foresee.</param>
    public ForecastTally(MetricsFrame frame)
    {
        (_frame, _learned, _newBusiness) = (frame, new StageProbabilities(frame), new NewBusiness(frame));
        if (frame.From == frame.To)
        {
            (_firstDay, _lastDay) = (DateOnly.MaxValue, DateOnly.MinValue);
            return;
        }
        var firstDay = frame.DayOf(frame.From);
        (_firstDay, _lastDay) = (firstDay > frame.Today ? firstDay : frame.Today, frame.DayOf(frame.To.AddTicks(-1)));
    }

    public void Add(DealSnapshot deal)
    {
        _learned.Add(deal);
        if (!deal.IsHere) return;

        _newBusiness.Add(deal);
        if (deal.Status == DealStatus.Open) AddOpen(deal);
        else if (deal.Status == DealStatus.Won && deal.IsClosedHere(_frame)) _alreadyWon += deal.Amount ?? 0;
    }

    /// <param name="target">Amount to reach in the period; null without one.</param>
    /// <param name="draws">100 to 100,000.</param>
    /// <param name="seed">Any number.</param>
    public Forecast Result(decimal? target = null, int draws = DefaultDraws, long seed = DefaultSeed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, FewestDraws);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draws, MostDraws);
        Candidate[] candidates = [.. _candidates];
        Array.Sort(candidates);
        var probabilities = Array.ConvertAll(candidates, each => _learned.Of(each.Stage) ?? each.Probability);
        var totals = ForecastDraws.Totals(candidates, probabilities, _newBusiness, draws, seed);
        var fromOpenDeals = candidates.Zip(probabilities, (each, p) => each.Amount * (decimal)p).Sum();
        var newBusiness = NewBusinessMean();

        return new Forecast(
            _alreadyWon, _alreadyWon + candidates.Sum(each => each.Amount * (decimal)each.Probability),
            _learned.IsKnown ? _alreadyWon + fromOpenDeals : null, fromOpenDeals, newBusiness,
            _alreadyWon + fromOpenDeals + (newBusiness ?? 0), Quantile(totals, 0.1m), Quantile(totals, 0.5m),
            Quantile(totals, 0.9m), target is { } amount ? ShareFrom(amount, totals) : null, probabilities.Sum(),
            _overdueAmount, _undated, _undatedAmount, candidates.Length, _excluded);
    }

    private void AddOpen(DealSnapshot deal)
    {
        var amount = deal.Amount ?? 0;
        if (deal.ExpectedCloseDate is not { } day)
        {
            _undated++;
            _undatedAmount += amount;
            return;
        }
        if (day < _frame.Today) _overdueAmount += amount;
        if (day < _firstDay || day > _lastDay) return;

        if (deal.Amount is null) _excluded++;
        _candidates.Add(new Candidate(amount, deal.Stage, deal.ProbabilityIn(_frame)));
    }

    private decimal? NewBusinessMean()
        => _newBusiness.Count is var count and > 0 ? _newBusiness.Amounts().Sum() / count : null;

    private decimal Quantile(decimal[] totals, decimal share) => _alreadyWon + Percentiles.Of(totals, share)!.Value;

    private double ShareFrom(decimal target, decimal[] totals)
        => totals.Count(total => _alreadyWon + total >= target) / (double)totals.Length;
}
