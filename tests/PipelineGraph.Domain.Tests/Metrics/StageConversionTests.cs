using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using Xunit.Abstractions;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics;

public sealed class StageConversionTests(ITestOutputHelper output)
{
    [Fact]
    public void Lost_deals_stay_in_the_funnel()
    {
        var lead = Of(Open(1, (Lead, 0), (Offer, 5)), Lost(9, 1, (Lead, 0)), Open(1, (Lead, 1)),
            Closed(DealStatus.Disqualified, 9, 1, (Lead, 3)), Open(1, (Lead, 2), (Elsewhere, 4)))[Lead];

        Assert.Equal((5, 1, 2, 1, 1), (lead.Entered, lead.Advanced, lead.Dropped, lead.Pending, lead.Transferred));
        Assert.Equal((1 / 3.0, 0.25, 0.5, 0.75), (lead.Rate, lead.Lower, lead.Upper, lead.Maturity));
        Assert.True(lead.IsLowSample);
    }

    [Fact]
    public void A_deal_that_comes_again_is_no_new_entry()
    {
        var conversions = Of(Lost(40, 1, (Lead, 0), (Offer, 10), (Lead, 20), (Offer, 30)), Open(1, (Lead, 0)));

        Assert.Equal((2, 1, 0.5), (conversions[Lead].Entered, conversions[Lead].Advanced, conversions[Lead].ReentryRate));
        Assert.Equal((1, 1), (conversions[Offer].Entered, conversions[Offer].Dropped));
    }

    [Fact]
    public void A_stage_that_was_skipped_was_not_entered()
        => Assert.Equal((1, 0, 1), Entered(Of(Open(1, (Lead, 0), (Signing, 5)))));

    [Fact]
    public void Only_deals_whose_first_visit_began_in_the_period_count()
        => Assert.Equal((0, 1, 0), Entered(Of(Open(1, (Lead, -5), (Offer, 5), (Lead, 6)))));

    [Fact]
    public void A_win_advances_from_every_stage_and_from_the_last_one_nothing_else_does()
    {
        var conversions = Of(Won(9, 1, (Signing, 0), (Lead, 5)), Open(1, (Signing, 0), (Lead, 5)));

        Assert.Equal((2, 1, 1), (conversions[Signing].Entered, conversions[Signing].Advanced, conversions[Signing].Pending));
        Assert.Equal((2, 1, 1), (conversions[Lead].Entered, conversions[Lead].Advanced, conversions[Lead].Pending));
    }

    [Fact]
    public void Whatever_becomes_of_a_deal_in_another_pipeline_it_is_transferred()
    {
        var lead = Of(Won(9, 1, (Lead, 0), (Elsewhere, 5)), Lost(9, 1, (Lead, 0), (Elsewhere, 5)))[Lead];

        Assert.Equal((2, 0, 0, 2), (lead.Entered, lead.Advanced, lead.Dropped, lead.Transferred));
        Assert.Equal((null, null, null, null), (lead.Rate, lead.Lower, lead.Interval, lead.Maturity));
    }

    [Fact]
    public void A_removed_stage_is_listed_where_visits_of_it_began_in_the_period()
    {
        var removed = new StageFrame(Guid.NewGuid(), "Old", 2, 0.3, TargetDays: null, IsRemoved: true);
        var frame = Over(0, 100, asOf: 200, removed);

        Assert.Equal(3, new ConversionTally(frame).Fed(Open(1, (3, -5), (Lead, 5))).Result.Count);
        Assert.Equal(removed.Id, new ConversionTally(frame).Fed(Open(1, (3, 5))).Result[3].StageId);
    }

    [Fact]
    public void Without_deals_every_rate_is_unknown()
        => Assert.Equal(new StageConversion(Frame.Stages[0].Id, 0, 0, 0, 0, 0, null, null, null, null, null, true, null),
            Of()[Lead]);

    [Fact]
    public void Outcomes_part_the_entries_and_equal_a_plain_count_over_random_histories()
        => RandomHistories.Check(output, 1_000, random =>
        {
            var company = new RandomCompany(random, deals: 6);
            var frame = company.AnyFrame();
            var deals = company.At(frame);

            foreach (var conversion in new ConversionTally(frame).Fed(deals).Result)
            {
                var stage = frame.Stages.Select(each => each.Id).ToList().IndexOf(conversion.StageId);
                Assert.Equal(Plain(deals, frame, stage),
                    (conversion.Advanced, conversion.Dropped, conversion.Pending, conversion.Transferred));
                Assert.Equal(conversion.Entered, conversion.Advanced + conversion.Dropped + conversion.Pending
                    + conversion.Transferred);
                Assert.True(conversion.Rate is null || (conversion.Rate >= conversion.Lower
                    && conversion.Rate <= conversion.Upper && conversion.Maturity is > 0 and <= 1));
            }
        });

    private static (int, int, int, int) Plain(List<DealSnapshot> deals, MetricsFrame frame, int stage)
    {
        var counts = (Advanced: 0, Dropped: 0, Pending: 0, Transferred: 0);
        foreach (var deal in deals)
        {
            var visits = deal.Visits.ToArray().ToList();
            var first = visits.FindIndex(visit => visit.Stage == stage);
            if (first < 0 || !frame.InPeriod(visits[first].EnteredAt)) continue;

            var wentOn = visits.Skip(first).Any(visit => visit.Stage >= 0
                && frame.Stages[visit.Stage].Position > frame.Stages[stage].Position);
            if (wentOn || (deal.IsHere && deal.Status == DealStatus.Won)) counts.Advanced++;
            else if (!deal.IsHere) counts.Transferred++;
            else if (deal.Status == DealStatus.Open) counts.Pending++;
            else counts.Dropped++;
        }
        return counts;
    }

    private static (int, int, int) Entered(IReadOnlyList<StageConversion> conversions)
        => (conversions[Lead].Entered, conversions[Offer].Entered, conversions[Signing].Entered);

    private static IReadOnlyList<StageConversion> Of(params DealSnapshot[] deals)
        => new ConversionTally(Frame).Fed(deals).Result;
}
