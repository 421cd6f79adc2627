using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Bottlenecks;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics.Bottlenecks;

public sealed class BottleneckTests
{
    [Fact]
    public void Two_slow_stages_are_both_held_up_by_time()
    {
        var found = Of([.. Won(40, from: -100, lead: 5, offer: 9), .. Won(40, from: 0, lead: 12, offer: 15)]);

        Assert.Equal([(Lead, BottleneckVerdict.Time), (Offer, BottleneckVerdict.Time)], Verdicts(found)[..2]);
        Assert.Equal("A visit takes 12.0 days on average (each counted up to 180), 7.0 more than the 5.0 of the period "
            + "before; longer in 200 of 200 samples drawn from the deals.", found[0].Explanation);
        Assert.Equal((1, 7), (found[0].Confidence, found[0].ExcessDrag));
        Assert.Equal((0, 5, 1.5), (found[1].Confidence, found[1].ExcessDrag, found[1].TargetRatio));
        Assert.Contains("5.0 more than its target of 10.0", found[1].Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10.01, BottleneckVerdict.None)]
    [InlineData(10.99, BottleneckVerdict.None)]
    [InlineData(11, BottleneckVerdict.Time)]
    public void A_stage_is_late_from_a_tenth_and_a_day_over_its_target_on(double days, BottleneckVerdict verdict)
        => Assert.Equal(verdict, At(Offer, Of(Won(40, from: 0, lead: 5, offer: days))).Verdict);

    [Theory]
    [InlineData(5, 5.9, BottleneckVerdict.None)]
    [InlineData(5, 6, BottleneckVerdict.Time)]
    [InlineData(50, 54.9, BottleneckVerdict.None)]
    [InlineData(50, 55, BottleneckVerdict.Time)]
    public void Without_a_target_the_period_before_is_what_it_is_held_against(
        double before, double now, BottleneckVerdict verdict)
        => Assert.Equal(verdict, At(Lead, Of(
            [.. Won(40, from: -100, before, offer: 9), .. Won(40, from: 0, now, offer: 9)])).Verdict);

    [Fact]
    public void A_stage_is_no_bottleneck_merely_because_it_is_long()
    {
        var found = Of([.. Won(40, from: -100, lead: 90, offer: 10), .. Won(40, from: 0, lead: 90, offer: 10)]);

        var lead = At(Lead, found);

        Assert.Equal((BottleneckVerdict.None, 0.9, 0, 1), (lead.Verdict, lead.DragShare!.Value, lead.Confidence,
            lead.MedianRatioToBaseline));
        Assert.Equal(BottleneckVerdict.None, At(Lead, Of(Won(40, from: 0, lead: 90, offer: 10))).Verdict);
    }

    [Fact]
    public void A_difference_that_rests_on_a_few_deals_is_no_verdict()
    {
        var offer = At(Offer, Of([.. Won(38, from: 0, lead: 5, offer: 9.5), .. Won(2, from: 0, lead: 5, offer: 50)]));

        Assert.Equal(11.525 / 10, offer.TargetRatio!.Value, 10);
        Assert.InRange(offer.Confidence!.Value, 0.7, 0.9);   // that not one of the two is drawn: about exp(-2)
        Assert.Equal(BottleneckVerdict.None, offer.Verdict);
    }

    [Fact]
    public void Deals_that_are_still_there_make_a_stage_slow()
    {
        var waiting = Enumerable.Range(0, 20).Select(_ => Figures.Open(1, (Offer, 0)));

        var offer = At(Offer, Of([.. Won(20, from: 0, lead: 5, offer: 5), .. waiting]));

        Assert.Equal(BottleneckVerdict.Time, offer.Verdict);
        Assert.Equal((5 + 180) / 2.0 / 10, offer.TargetRatio!.Value, 10);
    }

    [Theory]
    [InlineData(19, BottleneckVerdict.InsufficientData)]
    [InlineData(20, BottleneckVerdict.Time)]
    public void It_takes_20_exits_to_judge(int exits, BottleneckVerdict verdict)
    {
        var waiting = Enumerable.Range(0, 5).Select(_ => Figures.Open(1, (Offer, 0)));

        Assert.Equal(verdict, At(Offer, Of([.. Won(exits, from: 0, lead: 5, offer: 30), .. waiting])).Verdict);
    }

    [Fact]
    public void Deals_that_no_longer_go_on_are_a_leak()
    {
        var lead = At(Lead, Of([.. Won(35, from: -100, lead: 5, offer: 9), .. Dropped(5, from: -100),
            .. Won(10, from: 0, lead: 5, offer: 9), .. Dropped(30, from: 0)]));

        Assert.Equal((BottleneckVerdict.Leak, 0.625), (lead.Verdict, lead.ConversionDrop));
        Assert.Equal("Of the decided deals 25.0 % went on, 87.5 % in the period before: a drop beyond chance.",
            lead.Explanation);
    }

    [Fact]
    public void While_many_deals_are_undecided_nothing_is_a_leak()
    {
        var waiting = Enumerable.Range(0, 11).Select(_ => Figures.Open(1, (Lead, 90)));

        var lead = At(Lead, Of([.. Won(35, from: -100, lead: 5, offer: 9), .. Dropped(5, from: -100),
            .. Won(10, from: 0, lead: 5, offer: 9), .. Dropped(30, from: 0), .. waiting]));

        Assert.NotEqual(BottleneckVerdict.Leak, lead.Verdict);
    }

    [Fact]
    public void More_arrivals_than_departures_are_a_backlog()
    {
        var late = Enumerable.Range(0, 20).Select(_ => Figures.Won(110, 1, (Lead, 95)));

        var found = Of([.. Won(20, from: 0, lead: 15, offer: 5), .. Won(20, from: -100, lead: 15, offer: 5), .. late]);

        Assert.Equal((BottleneckVerdict.Backlog, 40, 20, 20 / Math.Sqrt(60)), (At(Lead, found).Verdict,
            At(Lead, found).Arrivals, At(Lead, found).Departures, At(Lead, found).BacklogZ));
        Assert.Equal("40 visits began and 20 ended: more pile up than chance explains (z = 2.58).",
            At(Lead, found).Explanation);
    }

    [Fact]
    public void A_visit_of_before_departs_in_the_period_and_one_that_ends_before_it_begins_has_no_length()
    {
        var faulty = Figures.Open(1, (Lead, 9), (Offer, 5));

        var lead = At(Lead, Of(faulty, Figures.Open(1, (Lead, -9), (Elsewhere, 3))));

        Assert.Equal((1, 2, 0), (lead.Arrivals, lead.Departures, lead.DragShare));
    }

    [Fact]
    public void Stages_come_worst_first()
    {
        var found = Of([.. Won(40, from: -100, lead: 5, offer: 9), .. Won(40, from: 0, lead: 12, offer: 9),
            .. Enumerable.Range(0, 3).Select(_ => Figures.Won(20, 1, (Signing, 5)))]);

        Assert.Equal([(Lead, BottleneckVerdict.Time), (Offer, BottleneckVerdict.None),
            (Signing, BottleneckVerdict.InsufficientData)], Verdicts(found));
    }

    [Fact]
    public void Owners_are_listed_slowest_first_from_five_visits_on()
    {
        var (anna, ben, carl) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        var offer = At(Offer, Of([.. Owned(anna, 5, offer: 10), .. Owned(ben, 4, offer: 20),
            .. Owned(carl, 5, offer: 9), .. Owned(owner: null, 9, offer: 40), OwnedBy(ben, Figures.Open(1, (Offer, 5))),
            OwnedBy(ben, Figures.Lost(25, 1, (Offer, 5)))]));

        Assert.Equal([ben, anna, carl], offer.Owners.Select(owner => owner.OwnerId));
        Assert.Equal(new StageOwnerFigure(anna, 5, 10, 1, 0), offer.Owners[1]);
        Assert.Equal((6, 0.8, 1), (offer.Owners[0].Visits, offer.Owners[0].ConversionRate, offer.Owners[0].OpenDeals));
        Assert.Equal(((5 * 20) + 180) / 6.0, offer.Owners[0].RestrictedMeanDays!.Value, 10);
    }

    [Fact]
    public void Without_deals_nothing_is_known()
    {
        var found = Of();

        Assert.Equal(3, found.Count);
        Assert.All(found, stage => Assert.Equal((BottleneckVerdict.InsufficientData, null, null, null, null, null, null,
            null, 0), (stage.Verdict, stage.Confidence, stage.DragShare, stage.TargetRatio, stage.SlowdownPValue,
            stage.MedianRatioToBaseline, stage.BacklogZ, stage.ConversionDrop, stage.ExcessDrag)));
        Assert.Equal("0 visits begun in the period have ended; judging takes 20.", found[0].Explanation);
    }

    [Fact]
    public void A_period_at_the_beginning_of_time_has_no_period_before()
    {
        var frame = new MetricsFrame(Frame.Stages, Day(200), DateTime.SpecifyKind(DateTime.MinValue.AddDays(1),
            DateTimeKind.Utc), Day(200), TimeZoneInfo.Utc);

        Assert.Equal(3, new BottleneckTally(frame).Fed(Won(1, from: 0, lead: 5, offer: 9)).Result().Count);
    }

    private static DealSnapshot[] Won(int deals, double from, double lead, double offer)
        => [.. Enumerable.Range(0, deals)
            .Select(_ => Figures.Won(from + lead + offer, 1, (Lead, from), (Offer, from + lead)))];

    private static DealSnapshot[] Dropped(int deals, double from)
        => [.. Enumerable.Range(0, deals).Select(_ => Figures.Lost(from + 5, 1, (Lead, from)))];

    private static IEnumerable<DealSnapshot> Owned(Guid? owner, int deals, double offer)
        => Won(deals, from: 0, lead: 5, offer).Select(deal => OwnedBy(owner, deal));

    private static DealSnapshot OwnedBy(Guid? owner, DealSnapshot deal)
        => deal with { Visits = deal.Visits.ToArray().Select(visit => visit with { OwnerId = owner }).ToArray() };

    private static (int, BottleneckVerdict)[] Verdicts(IReadOnlyList<StageBottleneck> found)
        => [.. found.Select(each => (Frame.Stages.ToList().FindIndex(stage => stage.Id == each.StageId), each.Verdict))];

    private static StageBottleneck At(int stage, IReadOnlyList<StageBottleneck> found)
        => found.Single(each => each.StageId == Frame.Stages[stage].Id);

    private static IReadOnlyList<StageBottleneck> Of(params DealSnapshot[] deals)
        => new BottleneckTally(Frame).Fed(deals).Result();
}
