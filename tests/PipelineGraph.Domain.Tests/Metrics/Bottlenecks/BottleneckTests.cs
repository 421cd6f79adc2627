using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Bottlenecks;
using static PipelineGraph.Domain.Tests.Metrics.Bottlenecks.StageHistories;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics.Bottlenecks;

public sealed class BottleneckTests
{
    [Fact]
    public void Two_slow_stages_are_both_held_up_by_time()
    {
        var found = Find([.. Sold(40, from: -100, lead: 5, offer: 9), .. Sold(40, from: 0, lead: 12, offer: 15)]);

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
        => Assert.Equal(verdict, At(Offer, Find(Sold(40, from: 0, lead: 5, offer: days))).Verdict);

    [Theory]
    [InlineData(5, 5.9, BottleneckVerdict.None)]
    [InlineData(5, 6, BottleneckVerdict.Time)]
    [InlineData(50, 54.9, BottleneckVerdict.None)]
    [InlineData(50, 55, BottleneckVerdict.Time)]
    public void Without_a_target_the_period_before_is_what_it_is_held_against(
        double before, double now, BottleneckVerdict verdict)
        => Assert.Equal(verdict, At(Lead, Find(
            [.. Sold(40, from: -100, before, offer: 9), .. Sold(40, from: 0, now, offer: 9)])).Verdict);

    [Fact]
    public void A_stage_is_no_bottleneck_merely_because_it_is_long()
    {
        var found = Find([.. Sold(40, from: -100, lead: 90, offer: 10), .. Sold(40, from: 0, lead: 90, offer: 10)]);

        var lead = At(Lead, found);

        Assert.Equal((BottleneckVerdict.None, 0.9, 0, 1), (lead.Verdict, lead.DragShare!.Value, lead.Confidence,
            lead.MedianRatioToBaseline));
        Assert.Equal(BottleneckVerdict.None, At(Lead, Find(Sold(40, from: 0, lead: 90, offer: 10))).Verdict);
    }

    [Fact]
    public void A_difference_that_rests_on_a_few_deals_is_no_verdict()
    {
        var offer = At(Offer, Find(
            [.. Sold(38, from: 0, lead: 5, offer: 9.5), .. Sold(2, from: 0, lead: 5, offer: 50)]));

        Assert.Equal(11.525 / 10, offer.TargetRatio!.Value, 10);
        Assert.InRange(offer.Confidence!.Value, 0.7, 0.9);   // that not one of the two is drawn: about exp(-2)
        Assert.Equal(BottleneckVerdict.None, offer.Verdict);
    }

    [Fact]
    public void Deals_that_are_still_there_make_a_stage_slow()
    {
        var offer = At(Offer, Find([.. Sold(20, from: 0, lead: 5, offer: 5), .. Waiting(20, Offer, from: 0)]));

        Assert.Equal(BottleneckVerdict.Time, offer.Verdict);
        Assert.Equal((5 + 180) / 2.0 / 10, offer.TargetRatio!.Value, 10);
    }

    [Theory]
    [InlineData(19, BottleneckVerdict.InsufficientData)]
    [InlineData(20, BottleneckVerdict.Time)]
    public void It_takes_20_exits_to_judge(int exits, BottleneckVerdict verdict)
        => Assert.Equal(verdict, At(Offer, Find(
            [.. Sold(exits, from: 0, lead: 5, offer: 30), .. Waiting(5, Offer, from: 0)])).Verdict);

    [Fact]
    public void Stages_come_worst_first()
    {
        var found = Find([.. Sold(40, from: -100, lead: 5, offer: 9), .. Sold(40, from: 0, lead: 12, offer: 9),
            .. Enumerable.Range(0, 3).Select(_ => Won(20, 1, (Signing, 5)))]);

        Assert.Equal([(Lead, BottleneckVerdict.Time), (Offer, BottleneckVerdict.None),
            (Signing, BottleneckVerdict.InsufficientData)], Verdicts(found));
    }

    [Fact]
    public void Without_deals_nothing_is_known()
    {
        var found = Find();

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

        Assert.Equal(3, new BottleneckTally(frame).Fed(Sold(1, from: 0, lead: 5, offer: 9)).Result().Count);
    }

    private static (int, BottleneckVerdict)[] Verdicts(IReadOnlyList<StageBottleneck> found)
        => [.. found.Select(each =>
            (Frame.Stages.ToList().FindIndex(stage => stage.Id == each.StageId), each.Verdict))];
}
