using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using Xunit.Abstractions;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics;

public sealed class PriorityTests(ITestOutputHelper output)
{
    [Fact]
    public void Deals_come_by_expected_value_and_those_without_amount_last()
    {
        DealSnapshot small = Open(1_000, (Signing, 0)), large = Open(10_000, (Lead, 0)),
            unknown = Open(null, (Signing, 0)), middle = Open(1_900, (Offer, 0)), nothing = Open(0, (Signing, 0));

        var first = Of(9, unknown, nothing, small, middle, large, Open(99, (Elsewhere, 0)),
            Closed(DealStatus.Disqualified, 9, 99, (Lead, 0)));

        Assert.Equal([large.Id, middle.Id, small.Id, nothing.Id, unknown.Id], first.Select(deal => deal.DealId));
        Assert.Equal([1, 2, 3, 4, 5], first.Select(deal => deal.Rank));
        Assert.Equal([1_000, 950, 900, 0, null], first.Select(deal => deal.ExpectedValue));
    }

    [Fact]
    public void Equals_come_by_score_then_by_id()
    {
        var ids = new[] { Guid.NewGuid(), Guid.NewGuid() }.Order().ToArray();
        DealSnapshot rated = Open(null, (Lead, 0)) with { Score = 70 }, zero = Open(null, (Lead, 0)) with { Score = 0 },
            one = Open(null, (Lead, 0)) with { Id = ids[0] }, two = Open(null, (Lead, 0)) with { Id = ids[1] };

        Assert.Equal([rated.Id, zero.Id, one.Id, two.Id], Of(9, two, one, zero, rated).Select(deal => deal.DealId));
        Assert.Equal([rated.Id, zero.Id], Of(2, two, one, zero, rated).Select(deal => deal.DealId));
    }

    [Fact]
    public void Reasons_tell_value_stage_and_score_with_figures()
    {
        var (good, bad) = (Won(150, 1, (Lead, 40)) with { Score = 80 }, Lost(150, 1, (Lead, 40)) with { Score = 20 });

        var first = Assert.Single(Of(1, [Open(12_345.5m, (Lead, 190)) with { Score = 67, ProbabilityOverride = 0.01 },
            .. Enumerable.Repeat(good, 30), .. Enumerable.Repeat(bad, 30)]));

        Assert.Equal((30 + (10 * 0.5)) / (30 + 10), first.WinProbability, 12);
        Assert.Equal(["12,345.5 EUR at a win probability of 88 %: 10,802.31 EUR expected.",
            "Of the deals that reach Lead, 50 % are won, as the past year tells.",
            "Its score is 67: of the deals that reached Lead and closed with a score of 67 to 100, 30 of 30 were won."],
            first.Reasons);
    }

    [Fact]
    public void Reasons_say_what_is_not_known()
        => Assert.Equal(["Its amount in EUR is not known: it comes after those whose is.",
            "Offer stands for its configured 50 % (won or lost in the past year: 1; learning takes 30).",
            "It is not rated: of the deals that reached Offer and closed unrated, 1 of 1 were won."],
            Of(1, Open(null, (Offer, 190)), Won(150, 1, (Offer, 40)))[0].Reasons);

    [Fact]
    public void Without_deals_there_is_nothing_to_do()
        => Assert.Empty(Of(9));

    [Fact]
    public void Order_equals_a_plain_one_over_random_histories()
        => RandomHistories.Check(output, 100, random =>
        {
            var company = new RandomCompany(random, deals: 60);
            var frame = company.Frame(RandomCompany.End, RandomCompany.Start, RandomCompany.End);
            var deals = company.At(frame);
            var learned = new StageProbabilities(frame).Fed(deals);

            var plain = deals.Where(deal => deal is { IsHere: true, Status: DealStatus.Open })
                .Select(deal => (deal.Id, Score: deal.Score ?? -1, Value: deal.Amount
                    * (decimal)learned.OfWin(deal.Stage, StageProbabilities.BandOf(deal.Score))))
                .OrderBy(deal => deal.Value is null).ThenByDescending(deal => deal.Value ?? 0)
                .ThenByDescending(deal => deal.Score).ThenBy(deal => deal.Id).Take(10);
            Assert.Equal(plain.Select(deal => deal.Id),
                new PriorityTally(frame, "EUR").Fed(deals).Result(10).Select(deal => deal.DealId));
        });

    private static IReadOnlyList<PrioritizedDeal> Of(int first, params DealSnapshot[] deals)
        => new PriorityTally(Frame, "EUR").Fed(deals).Result(first);
}
