using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Bottlenecks;
using PipelineGraph.Domain.Metrics.Statistics;
using PipelineGraph.Domain.Metrics.Survival;
using Xunit.Abstractions;

namespace PipelineGraph.Domain.Tests.Metrics.Bottlenecks;

/// <summary>Every figure once more, plainly, over random histories.</summary>
public sealed class RandomBottleneckTests(ITestOutputHelper output)
{
    private const double Horizon = 180;

    [Fact]
    public void Figures_equal_plain_ones_and_shares_of_drag_add_up_to_1_over_random_histories()
        => RandomHistories.Check(output, 1_000, random =>
        {
            var company = new RandomCompany(random, deals: 8);
            var frame = company.AnyFrame();
            var deals = company.At(frame);
            var found = new BottleneckTally(frame).Fed(deals).Result();

            var pValues = PValues(deals, frame);
            var conversions = new ConversionTally(frame).Fed(deals).Result;
            var before = new ConversionTally(Before(frame)).Fed(deals).Result;
            foreach (var stage in found)
            {
                var index = frame.Stages.ToList().FindIndex(each => each.Id == stage.StageId);
                Assert.Equal(pValues[index], stage.SlowdownPValue);
                AssertNear(Excess(deals, frame, index), stage.ExcessDrag);
                Assert.Equal(Rate(before, stage) - Rate(conversions, stage), stage.ConversionDrop);
                Assert.Equal(deals.Sum(deal => deal.Visits.ToArray().Count(visit => visit.Stage == index
                    && visit.ExitedAt is { } exited && frame.InPeriod(exited))), stage.Departures);
            }
            var shares = found.Where(stage => stage.DragShare is not null).Sum(stage => stage.DragShare!.Value);
            Assert.True(shares == 0 || Math.Abs(shares - 1) < 1e-9);
        });

    [Fact]
    public void Confidence_is_that_of_deals_drawn_plainly_with_replacement_by_their_ids_however_they_come()
        => RandomHistories.Check(output, 20, random =>
        {
            var company = new RandomCompany(random, deals: 20);
            var frame = company.Frame(RandomCompany.End, RandomCompany.Start.AddDays(100), RandomCompany.End);
            var deals = company.At(frame);
            var begun = deals.Where(deal => Lengths([deal], frame, stage: null).Count > 0).OrderBy(deal => deal.Id).ToArray();
            var draws = new SeededRandom(1);
            var largest = new int[frame.Stages.Count];
            for (var draw = 0; draw < 200; draw++)
            {
                var drawn = begun.Select(_ => begun[draws.Below(begun.Length)]).ToList();
                var excess = Enumerable.Range(0, largest.Length)
                    .Select(stage => Excess(drawn, frame, stage, deals)).ToList();
                for (var i = 0; i < largest.Length; i++)
                {
                    if (excess[i] > 1e-9 && excess[i] >= excess.Max() - 1e-9) largest[i]++;
                }
            }

            var shuffled = deals.ToArray();
            random.Shuffle(shuffled);
            foreach (var stage in new BottleneckTally(frame).Fed(shuffled).Result())
            {
                var index = frame.Stages.ToList().FindIndex(each => each.Id == stage.StageId);
                Assert.Equal(largest[index] / 200.0, stage.Confidence!.Value, 10);
            }
        });

    private static double? Rate(IReadOnlyList<StageConversion> conversions, StageBottleneck stage)
        => conversions.SingleOrDefault(each => each.StageId == stage.StageId)?.Rate;

    private static IReadOnlyList<double?> PValues(List<DealSnapshot> deals, MetricsFrame frame)
        => Holm.Correct([.. Enumerable.Range(0, frame.Stages.Count).Select(stage => LogRank.Of(
            KaplanMeier.Of(Lengths(deals, frame, stage)),
            KaplanMeier.Of(Lengths(deals, Before(frame), stage)))?.PValue)]);

    /// <param name="all">All deals, of which the baseline is; those given when left out.</param>
    private static double Excess(
        List<DealSnapshot> deals, MetricsFrame frame, int stage, List<DealSnapshot>? all = null)
    {
        double any = deals.Count(deal => Lengths([deal], frame, stage: null).Count > 0);
        double visited = deals.Count(deal => Lengths([deal], frame, stage).Count > 0);
        var reference = frame.Stages[stage].TargetDays
            ?? KaplanMeier.Of(Lengths(all ?? deals, Before(frame), stage)).RestrictedMean(Horizon);
        var mean = KaplanMeier.Of(Lengths(deals, frame, stage)).RestrictedMean(Horizon);
        return mean is null || reference is null ? 0 : visited / any * Math.Max(0, mean.Value - reference.Value);
    }

    private static List<VisitLength> Lengths(List<DealSnapshot> deals, MetricsFrame frame, int? stage)
        => [.. deals.SelectMany(deal => deal.Visits.ToArray())
            .Where(visit => visit.Stage >= 0 && (stage is null || visit.Stage == stage))
            .Where(visit => frame.InPeriod(visit.EnteredAt))
            .Select(visit => VisitLength.Of(visit, frame.AsOf)).OfType<VisitLength>()];

    private static MetricsFrame Before(MetricsFrame frame)
        => frame.Over(frame.From - (frame.To - frame.From), frame.From);

    private static void AssertNear(double expected, double actual) => Assert.Equal(expected, actual, 8);
}
