using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Survival;
using Xunit.Abstractions;

namespace PipelineGraph.Domain.Tests.Metrics.Survival;

/// <summary>Time in stage once more, plainly, over random histories.</summary>
public sealed class RandomSurvivalTests(ITestOutputHelper output)
{
    [Fact]
    public void Competing_ends_and_what_is_still_there_add_up_to_1_and_equal_a_plain_estimate_over_random_histories()
        => RandomHistories.Check(output, 1_000, random =>
        {
            var company = new RandomCompany(random, deals: 8);
            var frame = company.AnyFrame();
            var deals = company.At(frame);

            foreach (var stage in new TimeInStageTally(frame).Fed(deals).Result)
            {
                var index = frame.Stages.Select(each => each.Id).ToList().IndexOf(stage.StageId);
                var visits = Visits(deals, frame, index);
                var curve = stage.Survival.Curve(1_000);
                Assert.Equal(new SurvivalPoint(0, 1, 1, 1, 0, 0, 0), curve[0]);
                foreach (var point in curve.Skip(1))
                {
                    Assert.Equal(1, point.StillInStage + point.Advanced + point.Lost + point.MovedBack, 9);
                    Assert.Equal(Plain(visits, point.Days), point.StillInStage, 9);
                    Assert.InRange(point.StillInStage, point.Low, point.High);
                }
                Assert.Equal(visits.Where(visit => visit.IsExit).Select(visit => visit.Days).Distinct().Count(),
                    curve.Count(point => point.StillInStage < 1));
                Assert.Equal((visits.Count, visits.Count(visit => visit.IsOpen)), (stage.Visits, stage.OpenVisits));
            }
        });

    /// <summary>The product of what stays at each length at which any visit has ended.</summary>
    private static double Plain(List<(double Days, bool IsExit, bool IsOpen)> visits, double until)
        => visits.Where(visit => visit.IsExit && visit.Days <= until).Select(visit => visit.Days).Distinct()
            .Aggregate(1.0, (stays, days) => stays * (1 - (visits.Count(visit => visit.IsExit && visit.Days == days)
                / (double)visits.Count(visit => visit.Days >= days))));

    private static List<(double Days, bool IsExit, bool IsOpen)> Visits(
        List<DealSnapshot> deals, MetricsFrame frame, int stage)
        => [.. deals.SelectMany(deal => deal.Visits.ToArray())
            .Where(visit => visit.Stage == stage && frame.InPeriod(visit.EnteredAt)
                && (visit.ExitedAt ?? frame.AsOf) >= visit.EnteredAt)
            .Select(visit => (Days.Between(visit.EnteredAt, visit.ExitedAt ?? frame.AsOf),
                visit.Exit is not null and not TransitionKind.Transferred, visit.ExitedAt is null))];
}
