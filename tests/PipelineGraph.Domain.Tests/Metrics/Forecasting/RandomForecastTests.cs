using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Forecasting;
using Xunit.Abstractions;

namespace PipelineGraph.Domain.Tests.Metrics.Forecasting;

public sealed class RandomForecastTests(ITestOutputHelper output)
{
    [Fact]
    public void Figures_equal_plain_ones_over_random_histories()
        => RandomHistories.Check(output, 300, random =>
        {
            var company = new RandomCompany(random, deals: 40);
            var from = company.AnyInstant();
            var frame = company.Frame(company.AnyInstant(), from, from.AddHours(random.Next(2_000)));
            var deals = company.At(frame).Where(deal => deal.IsHere).ToList();
            var forecast = new ForecastTally(frame).Fed(deals).Result(draws: 100);

            var open = deals.Where(deal => deal.Status == DealStatus.Open).ToList();
            var candidates = open.Where(deal => IsCandidate(deal, frame)).ToList();
            var learned = new StageProbabilities(frame).Fed(deals);
            var won = deals.Where(deal => deal.Status == DealStatus.Won && deal.IsClosedHere(frame)).Sum(Amount);
            var own = candidates.Sum(deal => Amount(deal) * (decimal)Own(deal, frame));
            var likely = candidates.Sum(deal => Amount(deal) * (decimal)(learned.Of(deal.Stage) ?? Own(deal, frame)));

            Assert.Equal((candidates.Count, candidates.Count(deal => deal.Amount is null), won),
                (forecast.Deals, forecast.Excluded, forecast.AlreadyWon));
            Assert.Equal((open.Count(deal => deal.ExpectedCloseDate is null),
                open.Where(deal => deal.ExpectedCloseDate is null).Sum(Amount),
                open.Where(deal => deal.ExpectedCloseDate < frame.Today).Sum(Amount)),
                (forecast.Undated, forecast.UndatedAmount, forecast.OverdueAmount));
            AssertNear(won + own, forecast.StageWeighted);
            AssertNear(likely, forecast.FromOpenDeals);
            AssertNear(won + likely + (forecast.NewBusiness ?? 0), forecast.Expected);
            Assert.Equal(learned.IsKnown, forecast.Historical is not null);
            AssertNear(won + likely, forecast.Historical ?? won + likely);
            Assert.True(forecast.AlreadyWon <= forecast.P10 && forecast.P10 <= forecast.P50);
            Assert.True(forecast.P50 <= forecast.P90);
        });

    private static bool IsCandidate(DealSnapshot deal, MetricsFrame frame)
    {
        if (deal.ExpectedCloseDate is not { } day || day < frame.Today) return false;

        var start = TimeBuckets.StartOf(day, frame.TimeZone);
        return start < frame.To && start.AddDays(1) > frame.From && frame.From < frame.To;
    }

    private static decimal Amount(DealSnapshot deal) => deal.Amount ?? 0;

    private static double Own(DealSnapshot deal, MetricsFrame frame)
        => deal.ProbabilityOverride ?? frame.Stages[deal.Stage].Probability;

    private static void AssertNear(decimal expected, decimal actual) => Assert.Equal(expected, actual, 9);
}
