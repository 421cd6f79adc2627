using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics.Forecasting;

/// <summary>
/// Makes the forecasts of past periods, each with what was known when it began, beside what was really won. Give it
/// every deal as it was at each point's instant, and as it is now.
/// </summary>
public sealed class ForecastBacktestTally
{
    private readonly ForecastTally[] _forecasts;
    private readonly decimal[] _actual;

    /// <param name="now">The last period ends then, UTC.</param>
    /// <param name="horizonDays">Length of each period, days above 0.</param>
    /// <param name="points">How many periods, above 0.</param>
    public ForecastBacktestTally(
        IReadOnlyList<StageFrame> stages, DateTime now, int horizonDays, int points, TimeZoneInfo timeZone)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizonDays);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        var horizon = TimeSpan.FromDays(horizonDays);
        Frames = [.. Enumerable.Range(0, points).Select(i => FrameAt(now - ((points - i) * horizon)))];
        _forecasts = [.. Frames.Select(frame => new ForecastTally(frame))];
        _actual = new decimal[points];

        MetricsFrame FrameAt(DateTime at) => new(stages, at, at, at + horizon, timeZone);
    }

    /// <summary>The points' instants and periods, the earliest first.</summary>
    public IReadOnlyList<MetricsFrame> Frames { get; }

    /// <summary>Takes in a deal as it was at the instant of one of <see cref="Frames"/>.</summary>
    public void AddThen(int point, DealSnapshot deal) => _forecasts[point].Add(deal);

    /// <summary>Takes in a deal as it is now.</summary>
    public void AddNow(DealSnapshot deal)
    {
        if (deal.Status != DealStatus.Won || deal.Amount is not { } amount) return;

        for (var i = 0; i < _actual.Length; i++)
        {
            if (deal.IsClosedHere(Frames[i])) _actual[i] += amount;
        }
    }

    public ForecastBacktest Result() => ForecastBacktest.Of([.. Frames.Select((frame, i) => PointOf(frame, i))]);

    private ForecastBacktestPoint PointOf(MetricsFrame frame, int i)
    {
        var forecast = _forecasts[i].Result();
        return new ForecastBacktestPoint(
            frame.AsOf, frame.From, frame.To, forecast.Expected, forecast.P10, forecast.P90, _actual[i]);
    }
}
