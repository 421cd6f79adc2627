using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using Xunit.Abstractions;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics;

public sealed class StageProbabilitiesTests(ITestOutputHelper output)
{
    private static readonly MetricsFrame Today = Over(0, 10, asOf: 400);

    [Fact]
    public void Below_30_resolved_deals_the_past_tells_nothing()
    {
        var learned = Of([.. Many(14, Won(50, 1, (Lead, 40))), .. Many(15, Lost(50, 1, (Lead, 40)))]);

        Assert.Equal((29, false, null), (learned.Resolved, learned.IsKnown, learned.Of(Lead)));
        Assert.Equal((14 + (10 * 0.1)) / (29 + 10), learned.OfWin(Lead, ScoreBand.Unrated), 12);
    }

    [Fact]
    public void Deals_that_visited_the_stage_are_drawn_to_the_win_rate_of_all()
    {
        var learned = Of([.. Many(12, Won(50, 1, (Lead, 40), (Offer, 45))), .. Many(18, Lost(50, 1, (Lead, 40)))]);

        Assert.Equal((12 + (10 * 0.4)) / (30 + 10), learned.Of(Lead)!.Value, 12);
        Assert.Equal((12 + (10 * 0.4)) / (12 + 10), learned.Of(Offer)!.Value, 12);
        Assert.Equal(0.4, learned.Of(Signing)!.Value, 12);
    }

    [Fact]
    public void A_deal_counts_once_however_often_it_visited_the_stage()
    {
        var again = Won(60, 1, (Lead, 40), (Offer, 45), (Lead, 50), (Offer, 55));

        var learned = Of([.. Many(15, again), .. Many(15, Lost(50, 1, (Lead, 40)))]);

        Assert.Equal((15 + (10 * 0.5)) / (15 + 10), learned.Of(Offer)!.Value, 12);
        Assert.Equal((15, 15), learned.Comparable(Offer, ScoreBand.Unrated));
    }

    [Fact]
    public void Only_deals_won_or_lost_here_within_a_year_count_the_first_instant_included()
    {
        var learned = Of(Won(35, 1, (Lead, 10)), Won(34.99, 1, (Lead, 10)), Lost(400, 1, (Lead, 10)),
            Closed(DealStatus.Disqualified, 50, 1, (Lead, 40)), Open(1, (Lead, 40)),
            Won(50, 1, (Lead, 40), (Elsewhere, 45)));

        Assert.Equal(2, learned.Resolved);
    }

    [Fact]
    public void Score_bands_are_drawn_to_their_stage()
    {
        var (good, bad) = (Won(50, 1, (Lead, 40)) with { Score = 67 }, Lost(50, 1, (Lead, 40)) with { Score = 33 });

        var learned = Of([.. Many(20, good), .. Many(10, bad)]);

        var ofStage = (20 + (10 * 20 / 30.0)) / (30 + 10);
        Assert.Equal(ofStage, learned.Of(Lead)!.Value, 12);
        Assert.Equal((20 + (10 * ofStage)) / (20 + 10), learned.OfWin(Lead, ScoreBand.High), 12);
        Assert.Equal((0 + (10 * ofStage)) / (10 + 10), learned.OfWin(Lead, ScoreBand.Low), 12);
        Assert.Equal(ofStage, learned.OfWin(Lead, ScoreBand.Middle), 12);
    }

    [Theory]
    [InlineData(null, ScoreBand.Unrated)]
    [InlineData(0, ScoreBand.Low)]
    [InlineData(33, ScoreBand.Low)]
    [InlineData(34, ScoreBand.Middle)]
    [InlineData(66, ScoreBand.Middle)]
    [InlineData(67, ScoreBand.High)]
    [InlineData(100, ScoreBand.High)]
    public void Score_bands_are_thirds(int? score, ScoreBand band)
        => Assert.Equal(band, StageProbabilities.BandOf(score));

    [Fact]
    public void Probabilities_equal_plain_ones_over_random_histories()
        => RandomHistories.Check(output, 50, random =>
        {
            var company = new RandomCompany(random, deals: 150);
            var frame = company.Frame(RandomCompany.End, RandomCompany.Start, RandomCompany.End);
            var deals = company.At(frame);
            var learned = new StageProbabilities(frame).Fed(deals);
            var resolved = deals.Where(deal => deal.IsHere)
                .Where(deal => deal.Status is DealStatus.Won or DealStatus.Lost).ToList();

            Assert.Equal(resolved.Count, learned.Resolved);
            for (var stage = 0; stage < frame.Stages.Count; stage++)
            {
                var visited = resolved.Where(deal => deal.Visits.ToArray().Any(visit => visit.Stage == stage)).ToList();
                double? expected = resolved.Count < 30 ? null
                    : (Wins(visited) + (10.0 * Wins(resolved) / resolved.Count)) / (visited.Count + 10);
                Assert.Equal(expected is null, learned.Of(stage) is null);
                Assert.Equal(expected ?? 0, learned.Of(stage) ?? 0, 12);
            }
        });

    private static int Wins(List<DealSnapshot> deals) => deals.Count(deal => deal.Status == DealStatus.Won);

    private static IEnumerable<DealSnapshot> Many(int count, DealSnapshot deal) => Enumerable.Repeat(deal, count);

    private static StageProbabilities Of(params DealSnapshot[] deals) => new StageProbabilities(Today).Fed(deals);
}
