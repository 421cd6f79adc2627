using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using Xunit.Abstractions;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics;

public sealed class SalesCycleTests(ITestOutputHelper output)
{
    [Fact]
    public void Won_and_lost_cycles_are_never_pooled()
    {
        var cycle = Of(Won(30, 1, (Lead, 0)), Won(60, 1, (Lead, 20)), Won(20, 1, (Lead, 0)), Lost(2, 1, (Lead, 0)),
            Closed(DealStatus.Disqualified, 1, 1, (Lead, 0)));

        Assert.Equal(new DurationStatistics(3, 30, 30, 35, 38, 0), cycle.Won);
        Assert.Equal(new DurationStatistics(1, 2, 2, 2, 2, 0), cycle.Lost);
    }

    [Fact]
    public void Stage_shares_are_mean_days_of_all_won_deals_even_of_those_that_skipped_the_stage()
    {
        var shares = Of(Won(30, 1, (Lead, 0), (Offer, 10)), Won(30, 1, (Lead, 0), (Signing, 20)), Lost(90, 1, (Lead, 0)))
            .StageShares;

        Assert.Equal([15, 10, 5], shares.Select(share => share.MeanDays));
        Assert.Equal([0.5, 1 / 3.0, 1 / 6.0], shares.Select(share => share.Share));
    }

    [Fact]
    public void Without_deals_nothing_is_known()
    {
        var cycle = Of(Open(1, (Lead, 0)));

        Assert.Equal(new DurationStatistics(0, null, null, null, null, 0), cycle.Won);
        Assert.All(cycle.StageShares, share => Assert.Equal((null, null), (share.MeanDays, share.Share)));
    }

    [Fact]
    public void A_cycle_that_ends_before_it_begins_is_left_out_and_counted()
    {
        var cycle = Of(Won(5, 1, (Lead, 6)), Won(8, 1, (Lead, 6)));

        Assert.Equal((1, 2, 1), (cycle.Won.N, cycle.Won.MeanDays, cycle.Won.Excluded));
    }

    [Fact]
    public void Shares_add_up_to_1_and_cycles_equal_a_plain_mean_over_random_histories()
        => RandomHistories.Check(output, 1_000, random =>
        {
            var company = new RandomCompany(random, deals: 6);
            var frame = company.AnyFrame();
            var deals = company.At(frame);

            var cycle = new SalesCycleTally(frame).Fed(deals).Result;

            var won = deals.Where(deal => deal.Stage >= 0 && deal.Status == DealStatus.Won
                && deal.ClosedAt >= frame.From && deal.ClosedAt < frame.To).ToList();
            Assert.Equal(won.Count, cycle.Won.N);
            if (won.Count == 0) return;

            Assert.Equal(won.Average(deal => (deal.ClosedAt!.Value - deal.CreatedAt).TotalDays), cycle.Won.MeanDays!.Value, 9);
            Assert.Equal(won.SelectMany(deal => deal.Visits.ToArray()).Where(visit => visit.Stage >= 0)
                .Sum(visit => (visit.ExitedAt!.Value - visit.EnteredAt).TotalDays) / won.Count,
                cycle.StageShares.Sum(share => share.MeanDays!.Value), 9);
            var sum = cycle.StageShares.Sum(share => share.Share ?? 0);
            if (cycle.StageShares[0].Share is not null) Assert.Equal(1, sum, 12);
        });

    private static SalesCycle Of(params DealSnapshot[] deals) => new SalesCycleTally(Frame).Fed(deals).Result;
}
