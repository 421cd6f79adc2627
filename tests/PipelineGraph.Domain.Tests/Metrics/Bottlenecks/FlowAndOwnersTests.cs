using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Bottlenecks;
using static PipelineGraph.Domain.Tests.Metrics.Bottlenecks.StageHistories;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics.Bottlenecks;

public sealed class FlowAndOwnersTests
{
    [Fact]
    public void Deals_that_no_longer_go_on_are_a_leak()
    {
        var lead = At(Lead, Find([.. Before, .. Sold(10, from: 0, lead: 5, offer: 9), .. Dropped(30, from: 0)]));

        Assert.Equal((BottleneckVerdict.Leak, 0.625), (lead.Verdict, lead.ConversionDrop));
        Assert.Equal("Of the decided deals 25.0 % went on, 87.5 % in the period before: a drop beyond chance.",
            lead.Explanation);
    }

    [Fact]
    public void A_drop_that_chance_explains_is_none()
    {
        var lead = At(Lead, Find([.. Before, .. Sold(28, from: 0, lead: 5, offer: 9), .. Dropped(12, from: 0)]));

        Assert.Equal((BottleneckVerdict.None, 0.175), (lead.Verdict, Math.Round(lead.ConversionDrop!.Value, 12)));
    }

    [Theory]
    [InlineData(10, BottleneckVerdict.Leak)]
    [InlineData(11, BottleneckVerdict.None)]
    public void A_leak_is_judged_once_eight_of_ten_deals_are_decided(int waiting, BottleneckVerdict verdict)
        => Assert.Equal(verdict, At(Lead, Find(Over(0, 100, asOf: 100), [.. Before, .. Dropped(30, from: 0),
            .. Sold(10, from: 0, lead: 5, offer: 9), .. Waiting(waiting, Lead, from: 99)])).Verdict);

    [Theory]
    [InlineData(14, BottleneckVerdict.None)]
    [InlineData(15, BottleneckVerdict.Backlog)]
    public void More_arrivals_than_departures_are_a_backlog_from_beyond_chance_on(int late, BottleneckVerdict verdict)
    {
        var lead = At(Lead, Find([.. Sold(20, from: 0, lead: 15, offer: 5),
            .. Sold(20, from: -100, lead: 15, offer: 5), .. Sold(late, from: 95, lead: 15, offer: 5)]));

        Assert.Equal((verdict, late / Math.Sqrt(40 + late)), (lead.Verdict, lead.BacklogZ));
        Assert.Equal((20 + late, 20), (lead.Arrivals, lead.Departures));
    }

    [Fact]
    public void A_backlog_is_explained()
        => Assert.Equal("40 visits began and 20 ended: more pile up than chance explains (z = 2.58).",
            At(Lead, Find([.. Sold(20, from: 0, lead: 5, offer: 5), .. Sold(20, from: 99, lead: 5, offer: 5)]))
                .Explanation);

    [Fact]
    public void A_visit_of_before_departs_in_the_period_and_one_that_ends_before_it_begins_has_no_length()
    {
        var faulty = Open(1, (Lead, 9), (Offer, 5));

        var lead = At(Lead, Find(faulty, Open(1, (Lead, -9), (Elsewhere, 3))));

        Assert.Equal((1, 2, 0), (lead.Arrivals, lead.Departures, lead.DragShare));
    }

    [Fact]
    public void Owners_are_listed_slowest_first_from_five_visits_on()
    {
        var (anna, ben, carl, dora) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        var offer = At(Offer, Find([.. Owned(anna, 5, offer: 10), .. Owned(ben, 4, offer: 20),
            .. Owned(carl, 5, offer: 9), .. Owned(dora, 4, offer: 90), .. Owned(owner: null, 9, offer: 40),
            OwnedBy(ben, Open(1, (Offer, 5))), OwnedBy(ben, Lost(25, 1, (Offer, 5)))]));

        Assert.Equal([ben, anna, carl], offer.Owners.Select(owner => owner.OwnerId));
        Assert.Equal(new StageOwnerFigure(anna, 5, 10, 1, 0), offer.Owners[1]);
        Assert.Equal((6, 0.8, 1), (offer.Owners[0].Visits, offer.Owners[0].ConversionRate, offer.Owners[0].OpenDeals));
        Assert.Equal(((5 * 20) + 180) / 6.0, offer.Owners[0].RestrictedMeanDays!.Value, 10);
    }

    private static DealSnapshot[] Before => [.. Sold(35, from: -100, lead: 5, offer: 9), .. Dropped(5, from: -100)];

    private static IEnumerable<DealSnapshot> Owned(Guid? owner, int deals, double offer)
        => Sold(deals, from: 0, lead: 5, offer).Select(deal => OwnedBy(owner, deal));

    private static DealSnapshot OwnedBy(Guid? owner, DealSnapshot deal)
        => deal with { Visits = deal.Visits.ToArray().Select(visit => visit with { OwnerId = owner }).ToArray() };
}
