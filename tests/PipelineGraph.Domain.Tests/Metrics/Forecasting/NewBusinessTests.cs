using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Forecasting;
using Xunit.Abstractions;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics.Forecasting;

public sealed class NewBusinessTests(ITestOutputHelper output)
{
    /// <summary>Ten days to wait and twenty to win in, as of day 200: before it [180, 200), [150, 170), [120, 140).
    /// </summary>
    private static readonly MetricsFrame Coming = Over(210, 230, asOf: 200);

    private static readonly DealSnapshot First = Open(1, (Lead, 110));

    [Fact]
    public void It_is_the_mean_of_what_came_unforeseen_in_past_windows()
        => Assert.Equal((100 + 20 + 3) / 3m, Of(Coming, First,
            Won(180, 100, (Lead, 171)), Won(199, 20, (Lead, 195)), Won(130, 3, (Lead, 111)),
            Won(190, 1_000, (Lead, 170)),      // known at day 170
            Won(179, 1_000, (Lead, 171)),      // before the window
            Won(200, 1_000, (Lead, 171)),      // after it
            Won(139, 1_000, (Lead, 110)),      // known at day 110
            Lost(190, 1_000, (Lead, 175)), Won(190, null, (Lead, 175))).NewBusiness);

    [Fact]
    public void Below_three_windows_it_is_unknown_and_none_begins_before_the_first_deal()
    {
        var later = Open(1, (Lead, 110.01));

        Assert.Null(Of(Coming, later, Won(190, 300, (Lead, 175))).NewBusiness);
        Assert.Equal(100, Of(Coming, First, Won(190, 300, (Lead, 175))).NewBusiness);
        Assert.Equal(0, Of(Coming, later, Won(190, 300, (Lead, 175))).Expected);
    }

    [Fact]
    public void It_looks_back_a_year_at_most()
    {
        var old = Open(1, (Lead, -1_000));

        // 365 / 30: 12 instants, the last one on day -160.
        Assert.Equal(1, Of(Coming, old, Won(190, 12, (Lead, 175)), Won(-170, 12, (Lead, -180))).NewBusiness);
        Assert.Equal(0, Of(Over(200, 321.5, asOf: 200), old).NewBusiness);      // 3 instants
        Assert.Null(Of(Over(200, 322, asOf: 200), old).NewBusiness);
    }

    [Fact]
    public void Of_a_period_that_runs_only_the_rest_counts_and_of_one_that_is_over_nothing()
    {
        var running = Of(Over(100, 220, asOf: 200), First, Won(199, 40, (Lead, 185)), Won(199, 400, (Lead, 179)));

        Assert.Equal((440, 40 / 4m), (running.AlreadyWon, running.NewBusiness));
        Assert.Null(Of(Over(100, 200, asOf: 200), First).NewBusiness);
        Assert.Null(Of(Over(200, 200, asOf: 200), First).NewBusiness);
    }

    [Fact]
    public void Draws_take_one_past_window_each()
    {
        var forecast = new ForecastTally(Coming).Fed(First, Won(190, 300, (Lead, 175)))
            .Result(target: 300, draws: 20_000);

        Assert.Equal((0, 0, 300), (forecast.P10, forecast.P50, forecast.P90));
        Assert.InRange(forecast.ProbabilityOfTarget!.Value, 0.315, 0.351);
    }

    [Fact]
    public void A_period_of_a_millisecond_is_no_trouble()
    {
        var frame = Coming.Over(Day(200), Day(200).AddMilliseconds(1));

        var forecast = Of(frame, First, Won(190, 300, (Lead, 175)), Won(190, 300, (Lead, 190)));

        Assert.Equal(0, forecast.NewBusiness!.Value);
    }

    [Fact]
    public void It_equals_a_plain_count_over_random_histories()
        => RandomHistories.Check(output, 300, random =>
        {
            var company = new RandomCompany(random, deals: 30);
            var from = company.AnyInstant();
            var frame = company.Frame(company.AnyInstant(), from, from.AddDays(random.Next(1, 40)));
            var deals = company.At(frame);

            var expected = Plain(deals, frame);
            var actual = new ForecastTally(frame).Fed(deals).Result(draws: 100).NewBusiness;
            Assert.Equal(expected is null, actual is null);
            Assert.Equal(expected ?? 0, actual ?? 0, 9);
        });

    private static decimal? Plain(List<DealSnapshot> deals, MetricsFrame frame)
    {
        var here = deals.Where(deal => deal.IsHere).ToList();
        var ahead = frame.From > frame.AsOf ? frame.From - frame.AsOf : TimeSpan.Zero;
        var width = frame.To - (frame.From > frame.AsOf ? frame.From : frame.AsOf);
        if (here.Count == 0 || width <= TimeSpan.Zero) return null;

        List<decimal> won = [];
        for (var at = frame.AsOf - ahead - width; at >= frame.AsOf - MetricsFrame.Year
            && at >= here.Min(deal => deal.CreatedAt); at -= ahead + width)
        {
            won.Add(here.Where(deal => deal.Status == DealStatus.Won && deal.CreatedAt > at
                && deal.ClosedAt >= at + ahead && deal.ClosedAt < at + ahead + width).Sum(deal => deal.Amount ?? 0));
        }
        return won.Count < 3 ? null : won.Average();
    }

    private static Forecast Of(MetricsFrame frame, params DealSnapshot[] deals)
        => new ForecastTally(frame).Fed(deals).Result();
}
