using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using Xunit.Abstractions;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics;

public sealed class WinRateTests(ITestOutputHelper output)
{
    [Fact]
    public void Rate_is_won_of_won_and_lost_and_leaves_out_disqualified_deals()
    {
        var rate = Of(Won(10, 100, (Lead, 0)), Lost(10, 300, (Lead, 0)), Lost(10, null, (Lead, 0)),
            Closed(DealStatus.Disqualified, 10, 50, (Lead, 0)), Open(70, (Lead, 0)));

        Assert.Equal((1 / 3.0, 1, 2, 1), (rate.Rate, rate.Won, rate.Lost, rate.Disqualified));
        Assert.Equal((100, 300, 0.25, 1), (rate.WonAmount, rate.LostAmount, rate.RateByAmount, rate.ExcludedFromAmounts));
        Assert.Equal((0.0615, 0.7923), (Math.Round(rate.Interval!.Value.Low, 4), Math.Round(rate.Interval.Value.High, 4)));
        Assert.Equal(new CohortWinRate(1 / 3.0, 5, 1, 2, 1, 1, 0.8), rate.Cohort);
    }

    [Fact]
    public void Only_the_last_close_within_the_period_counts()
    {
        var rate = Of(Won(-1, 1, (Lead, -9)), Won(0, 1, (Lead, -9)), Won(100, 1, (Lead, 9)));

        Assert.Equal((1, 1), (rate.Won, rate.Cohort.Created));
    }

    [Fact]
    public void Rate_by_amount_is_unknown_where_lost_deals_have_no_amounts()
    {
        Assert.Null(Of(Won(10, 100, (Lead, 0)), Lost(10, 0, (Lead, 0)), Lost(10, null, (Lead, 0))).RateByAmount);
        Assert.Equal(1, Of(Won(10, 100, (Lead, 0))).RateByAmount);
        Assert.Null(Of(Won(10, 0, (Lead, 0))).RateByAmount);
    }

    [Fact]
    public void Without_deals_every_rate_is_unknown()
        => Assert.Equal(new WinRate(null, null, 0, 0, 0, 0, 0, null, 0, new(null, 0, 0, 0, 0, 0, null)), Of());

    [Fact]
    public void Deals_of_another_pipeline_do_not_count()
        => Assert.Equal(0, Of(Won(10, 1, (Lead, 0), (Elsewhere, 5))).Won);

    [Fact]
    public void Rate_equals_a_plain_count_over_random_histories()
        => RandomHistories.Check(output, 1_000, random =>
        {
            var company = new RandomCompany(random, deals: 6);
            var frame = company.AnyFrame();
            var deals = company.At(frame).Where(deal => deal.Stage >= 0).ToList();

            var rate = new WinRateTally(frame).Fed(deals).Result;

            var closed = deals.Where(deal => deal.ClosedAt >= frame.From && deal.ClosedAt < frame.To)
                .ToLookup(deal => deal.Status);
            Assert.Equal(
                (closed[DealStatus.Won].Count(), closed[DealStatus.Lost].Count(), closed[DealStatus.Disqualified].Count()),
                (rate.Won, rate.Lost, rate.Disqualified));
            Assert.Equal(closed[DealStatus.Won].Sum(deal => deal.Amount ?? 0), rate.WonAmount);
            Assert.Equal(rate.Cohort.Created,
                rate.Cohort.Won + rate.Cohort.Lost + rate.Cohort.Disqualified + rate.Cohort.Open);
        });

    private static WinRate Of(params DealSnapshot[] deals) => new WinRateTally(Frame).Fed(deals).Result;
}
