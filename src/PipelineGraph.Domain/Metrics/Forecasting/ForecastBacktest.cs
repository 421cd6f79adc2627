namespace PipelineGraph.Domain.Metrics.Forecasting;

/// <summary>Forecasts of past periods beside what was really won in them (metrics, section 8).</summary>
/// <param name="Bias">Mean of expected - actual, in the pipeline's currency; null without points.</param>
/// <param name="MeanAbsolutePercentageError">Mean of |expected - actual| / actual over the points with an actual above
/// 0, a fraction; null without any.</param>
/// <param name="Coverage80">Share of the actuals within [p10, p90], ends included; null without points.</param>
public sealed record ForecastBacktest(
    IReadOnlyList<ForecastBacktestPoint> Points, decimal? Bias, double? MeanAbsolutePercentageError, double? Coverage80)
{
    public static ForecastBacktest Of(IReadOnlyList<ForecastBacktestPoint> points)
    {
        var (error, relative, relatives, covered) = (0m, 0.0, 0, 0);
        foreach (var point in points)
        {
            error += point.Expected - point.Actual;
            if (point.Actual >= point.P10 && point.Actual <= point.P90) covered++;
            if (point.Actual <= 0) continue;

            relative += (double)Math.Abs(point.Expected - point.Actual) / (double)point.Actual;
            relatives++;
        }
        var n = points.Count;
        return new ForecastBacktest(points, n == 0 ? null : error / n, Ratio.Of(relative, relatives),
            Ratio.Of((double)covered, n));
    }
}

/// <summary>One past forecast, of the period that began with it.</summary>
/// <param name="Actual">Won in the period, as known now.</param>
public sealed record ForecastBacktestPoint(
    DateTime AsOf, DateTime From, DateTime To, decimal Expected, decimal P10, decimal P90, decimal Actual);
