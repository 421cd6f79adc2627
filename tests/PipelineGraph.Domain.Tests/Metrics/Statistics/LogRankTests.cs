using PipelineGraph.Domain.Metrics.Statistics;
using PipelineGraph.Domain.Metrics.Survival;
using PipelineGraph.Domain.Tests.Metrics.Survival;

namespace PipelineGraph.Domain.Tests.Metrics.Statistics;

public sealed class LogRankTests
{
    /// <summary>Published: 9 observed, 19.25 expected, chi-square 16.79, p = 4.17e-5.</summary>
    [Fact]
    public void Test_of_the_remission_data_of_Freireich_1963_is_the_published_one()
    {
        var test = LogRank.Of(Remission.Treated, Remission.Placebo)!;

        Assert.Equal(9, test.Observed);
        Assert.Equal(19.25, test.Expected, 2);
        Assert.Equal(16.79, test.ChiSquare, 2);
        Assert.Equal(4.17e-5, test.PValue, 7);
    }

    [Fact]
    public void Order_of_the_groups_makes_no_difference()
        => Assert.Equal(LogRank.Of(Remission.Treated, Remission.Placebo)!.PValue,
            LogRank.Of(Remission.Placebo, Remission.Treated)!.PValue, 12);

    [Fact]
    public void A_group_does_not_differ_from_itself()
        => Assert.Equal(1, LogRank.Of(Remission.Treated, Remission.Treated)!.PValue, 12);

    [Fact]
    public void Without_visits_or_ends_there_is_nothing_to_test()
    {
        var running = KaplanMeier.Of([Remission.Visit(5, VisitEnd.Running)]);

        Assert.Null(LogRank.Of(KaplanMeier.Of([]), KaplanMeier.Of([])));
        Assert.Null(LogRank.Of(Remission.Treated, KaplanMeier.Of([])));
        Assert.Null(LogRank.Of(running, running));
    }
}
