using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Forecasting;
using PipelineGraph.Domain.Metrics.History;
using Xunit.Abstractions;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics.Forecasting;

public sealed class ForecastBacktestTests(ITestOutputHelper output)
{
    [Fact]
    public void Error_is_measured_over_the_points()
    {
        var backtest = ForecastBacktest.Of([Point(120, p10: 100, p90: 130, actual: 100), Point(80, 50, 99, actual: 100),
            Point(40, 0, 40, actual: 40), Point(30, 1, 40, actual: 0)]);

        Assert.Equal((20 - 20 + 0 + 30) / 4m, backtest.Bias);
        Assert.Equal((0.2 + 0.2 + 0) / 3, backtest.MeanAbsolutePercentageError!.Value, 12);
        Assert.Equal(0.5, backtest.Coverage80);
    }

    [Fact]
    public void Without_points_or_without_actuals_nothing_is_known()
    {
        var none = ForecastBacktest.Of([]);

        Assert.Equal((null, null, null), (none.Bias, none.MeanAbsolutePercentageError, none.Coverage80));
        Assert.Null(ForecastBacktest.Of([Point(30, 1, 40, actual: 0)]).MeanAbsolutePercentageError);
    }

    [Fact]
    public void Periods_follow_each_other_up_to_now()
    {
        var frames = new ForecastBacktestTally(Stages, Day(100), horizonDays: 30, points: 3, TimeZoneInfo.Utc).Frames;

        Assert.Equal([(Day(10), Day(40)), (Day(40), Day(70)), (Day(70), Day(100))],
            frames.Select(frame => (frame.From, frame.To)));
        Assert.All(frames, frame => Assert.Equal(frame.From, frame.AsOf));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new ForecastBacktestTally(Frame.Stages, Day(100), horizonDays: 30, points: 0, TimeZoneInfo.Utc));
    }

    [Fact]
    public void A_forecast_knows_what_was_known_then_and_the_actual_what_is_known_now()
    {
        // Nobody knew at day 70 that it would be won, and at what amount; the win was entered late.
        var deal = new Deal("Acme", Given.Proposal, "EUR", Given.Day(50), new() { AmountUnits = 100_0000 });
        deal.RecordEdit(new() { ExpectedCloseDate = DateOnly.FromDateTime(Day(90)) }, Given.Day(60));
        deal.RecordEdit(new() { ExpectedCloseDate = DateOnly.FromDateTime(Day(200)) }, Given.Day(80));
        deal.RecordWin(new Recording(Day(85), Day(150), Given.Anna), new() { AmountUnits = 300_0000 });

        var points = Backtest([deal], now: 100, horizonDays: 30, points: 3).Points;

        Assert.Equal([0, 0, 100 * (decimal)Given.Proposal.Probability], points.Select(point => point.Expected));
        Assert.Equal([0, 0, 300], points.Select(point => point.Actual));
    }

    [Fact]
    public void On_steady_business_bias_over_90_days_is_smaller_with_new_business_than_without()
        => RandomHistories.Check(output, 3, random =>
        {
            var deals = Enumerable.Range(0, 4 * 1_000).Select(i => Steady(random, i / 4.0)).ToList();

            var backtest = Backtest(deals, now: 1_000, horizonDays: 90, points: 6);
            var without = backtest.Points.Average(point => point.Expected - NewBusinessOf(deals, point) - point.Actual);

            output.WriteLine($"bias {backtest.Bias:0}, without new business {without:0}");
            Assert.True(Math.Abs(backtest.Bias!.Value) < Math.Abs(without) / 2);
            Assert.True(without < 0);
        });

    /// <summary>Worth 1,000; won or lost after 30 to 90 days, around when it was expected.</summary>
    private static Deal Steady(Random random, double day)
    {
        var close = day + random.Next(30, 90);
        var deal = new Deal("Deal", Given.Prospecting, "EUR", Given.Day(day), new() { AmountUnits = 1_000_0000 });
        var expected = DateOnly.FromDateTime(Day(close + random.Next(3)));
        deal.RecordEdit(new() { ExpectedCloseDate = expected }, Given.Day(day));
        if (random.Next(2) == 0) deal.RecordWin(Given.Day(close));
        else deal.RecordLoss(Given.Day(close), LossReason.Price);
        return deal;
    }

    private static ForecastBacktest Backtest(List<Deal> deals, double now, int horizonDays, int points)
    {
        var tally = new ForecastBacktestTally(Stages, Day(now), horizonDays, points, TimeZoneInfo.Utc);
        foreach (var history in deals.Select(DealHistory.Of))
        {
            for (var i = 0; i < points; i++)
            {
                if (history!.At(tally.Frames[i], Rates) is { } then) tally.AddThen(i, then);
            }
            if (history!.At(FrameAt(Day(now)), Rates) is { } known) tally.AddNow(known);
        }
        return tally.Result();
    }

    private static decimal NewBusinessOf(List<Deal> deals, ForecastBacktestPoint point)
    {
        var frame = FrameAt(point.AsOf).Over(point.From, point.To);
        var then = deals.Select(deal => DealHistory.Of(deal)!.At(frame, Rates)).OfType<DealSnapshot>();
        return new ForecastTally(frame).Fed(then).Result().NewBusiness!.Value;
    }

    private static MetricsFrame FrameAt(DateTime at) => new(Stages, at, at, at, TimeZoneInfo.Utc);

    private static IReadOnlyList<StageFrame> Stages { get; } = [.. Given.Sales.Stages.Select(StageFrame.Of)];

    private static RateHistory Rates { get; } = new("EUR", []);

    private static ForecastBacktestPoint Point(decimal expected, decimal p10, decimal p90, decimal actual)
        => new(Day(0), Day(0), Day(30), expected, p10, p90, actual);
}
