using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Forecasting;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics.Forecasting;

public sealed class ForecastTests
{
    /// <summary>From day 110 to 120, both at nine in the morning, as of day 100.</summary>
    private static readonly MetricsFrame Coming = Over(110, 120, asOf: 100);

    [Theory]
    [InlineData(109, 0)]
    [InlineData(110, 1)]
    [InlineData(115, 1)]
    [InlineData(120, 1)]
    [InlineData(121, 0)]
    public void Deals_expected_to_close_on_a_day_that_overlaps_the_period_are_candidates(int day, int deals)
        => Assert.Equal(deals, Of(Coming, Due(day, 1)).Deals);

    [Theory]
    [InlineData(99, 0)]
    [InlineData(100, 1)]
    public void A_day_that_is_over_is_not_forecast(int day, int deals)
        => Assert.Equal(deals, Of(Over(90, 120, asOf: 100), Due(day, 1)).Deals);

    [Fact]
    public void Days_are_those_of_the_time_zone_and_the_end_does_not_belong_to_the_period()
    {
        // Nine in the morning of day 110 and 120 in UTC is midnight in this zone.
        var zone = TimeZoneInfo.CreateCustomTimeZone("-9", TimeSpan.FromHours(-9), "-9", "-9");
        var frame = new MetricsFrame(Coming.Stages, Coming.AsOf, Coming.From, Coming.To, zone);

        Assert.Equal((1, 0), (Of(frame, Due(110, 1)).Deals, Of(frame, Due(120, 1)).Deals));
        Assert.Equal(0, Of(Over(110, 110, asOf: 100), Due(110, 1)).Deals);
    }

    [Fact]
    public void Overdue_and_undated_deals_are_shown_but_not_forecast()
    {
        var forecast = Of(Coming, Due(99, 10), Due(99, null), Due(130, 7), Open(20, (Lead, 0)), Open(null, (Lead, 0)),
            Open(40, (Elsewhere, 0)));

        Assert.Equal((10, 2, 20), (forecast.OverdueAmount, forecast.Undated, forecast.UndatedAmount));
        Assert.Equal((0, 0), (forecast.Deals, forecast.Expected));
    }

    [Fact]
    public void Below_the_sample_the_deals_own_probabilities_weigh_them()
    {
        var overridden = Due(115, 100, Offer) with { ProbabilityOverride = 0.25 };

        var forecast = Of(Coming, Due(115, 1_000), Due(115, 200, Offer), overridden, Due(115, null, Signing));

        Assert.Equal((4, 1, 225, 225, null), (forecast.Deals, forecast.Excluded, forecast.StageWeighted,
            forecast.FromOpenDeals, forecast.Historical));
        Assert.Equal(0.1 + 0.5 + 0.25 + 0.9, forecast.ExpectedWins, 12);
    }

    [Fact]
    public void With_a_sample_the_past_weighs_them_overrides_or_not()
    {
        var overridden = Due(115, 100, Offer) with { ProbabilityOverride = 0 };

        var forecast = Of(Coming, [Due(115, 1_000), overridden, .. Many(20, Won(50, null, (Lead, 40), (Offer, 45))),
            .. Many(20, Lost(50, null, (Lead, 40)))]);

        var (lead, offer) = (0.5, (20 + 5) / 30.0);
        Assert.Equal((double)forecast.FromOpenDeals, (1_000 * lead) + (100 * offer), 9);
        Assert.Equal((100, forecast.FromOpenDeals), (forecast.StageWeighted, forecast.Historical));
        Assert.Equal(lead + offer, forecast.ExpectedWins, 12);
    }

    [Fact]
    public void What_was_won_in_the_period_counts_and_lost_deals_add_nothing()
    {
        var forecast = Of(Over(90, 120, asOf: 100), Won(95, 500, (Lead, 0)), Won(90, 50, (Lead, 0)),
            Won(89, 5, (Lead, 0)), Won(95, null, (Lead, 0)), Lost(95, 7_000, (Lead, 0)), Due(110, 100, Offer));

        Assert.Equal((550, 600, 600), (forecast.AlreadyWon, forecast.StageWeighted, forecast.Expected));
        Assert.Equal((550, 650), (forecast.P10, forecast.P90));
    }

    [Fact]
    public void Quantiles_are_those_of_the_distribution()
    {
        // 0, 100, 300 or 400 with a probability of 0.25 each.
        var forecast = Of(Coming, target: 300, Due(115, 100, Offer), Due(115, 300, Offer));

        Assert.Equal((0, 400), (forecast.P10, forecast.P90));
        Assert.True(forecast.P50 is 100 or 200 or 300);
        Assert.InRange(forecast.ProbabilityOfTarget!.Value, 0.475, 0.525);
        Assert.Null(Of(Coming, Due(115, 100)).ProbabilityOfTarget);
    }

    [Fact]
    public void A_target_that_is_just_reached_is_reached()
    {
        var sure = Due(115, 0.7m) with { ProbabilityOverride = 1 };

        Assert.Equal(1, Of(Coming, target: 0.8m, sure, sure with { Amount = 0.1m }).ProbabilityOfTarget);
        Assert.Equal(0, Of(Coming, target: 0.8001m, sure, sure with { Amount = 0.1m }).ProbabilityOfTarget);
    }

    [Fact]
    public void The_same_deals_in_any_order_and_the_same_seed_give_the_same_answer_and_another_seed_another()
    {
        DealSnapshot[] deals = [.. Enumerable.Range(1, 200).Select(i => Due(115, i * 1.37m, i % 3))];
        var (one, other) = (new ForecastTally(Coming).Fed(deals), new ForecastTally(Coming).Fed(deals.Reverse()));

        Assert.Equal(one.Result(target: 12_000), other.Result(target: 12_000));
        Assert.Equal((12_775.113m, 13_835.63m, 14_918.067m), Quantiles(one.Result()));
        Assert.NotEqual(Quantiles(one.Result()), Quantiles(one.Result(seed: 2)));
    }

    [Fact]
    public void The_largest_amounts_can_be_added()
    {
        var forecast = Of(Coming, target: 1, Many(2_000, Due(115, 1e19m) with { ProbabilityOverride = 1 }).ToArray());

        Assert.Equal((2e22m, 2e22m, 1), (forecast.Expected, forecast.P50, forecast.ProbabilityOfTarget));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(100_001)]
    public void Draws_are_100_to_100_000(int draws)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ForecastTally(Coming).Result(draws: draws));

    [Fact]
    public void Without_deals_everything_is_zero_or_unknown()
        => Assert.Equal(new Forecast(0, 0, null, 0, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Of(Coming, target: 1));

    private static (decimal, decimal, decimal) Quantiles(Forecast forecast)
        => (forecast.P10, forecast.P50, forecast.P90);

    private static DealSnapshot Due(int day, decimal? amount, int stage = Lead)
        => Open(amount, (stage, 0)) with { ExpectedCloseDate = DateOnly.FromDateTime(Day(day)) };

    private static IEnumerable<DealSnapshot> Many(int count, DealSnapshot deal) => Enumerable.Repeat(deal, count);

    private static Forecast Of(MetricsFrame frame, params DealSnapshot[] deals)
        => new ForecastTally(frame).Fed(deals).Result();

    private static Forecast Of(MetricsFrame frame, decimal target, params DealSnapshot[] deals)
        => new ForecastTally(frame).Fed(deals).Result(target);
}
