using PipelineGraph.Domain.Metrics.Survival;

namespace PipelineGraph.Domain.Tests.Metrics.Survival;

public sealed class KaplanMeierTests
{
    [Fact]
    public void Curve_of_the_remission_data_of_Freireich_1963_is_the_published_one()
    {
        var curve = Remission.Treated.Curve(maxPoints: 60);

        Assert.Equal([0, 6, 7, 10, 13, 16, 22, 23], curve.Select(point => point.Days));
        AssertNear([1, 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], curve.Select(point => point.StillInStage));
    }

    /// <summary>R: survfit(Surv(time, status) ~ 1, conf.type = "log-log").</summary>
    [Fact]
    public void Band_of_the_remission_data_is_that_of_Greenwood_on_the_log_log_scale()
    {
        var curve = Remission.Treated.Curve(maxPoints: 60);

        AssertNear([1, 0.620, 0.563, 0.503, 0.432, 0.368, 0.268, 0.188], curve.Select(point => point.Low));
        AssertNear([1, 0.952, 0.923, 0.889, 0.849, 0.805, 0.747, 0.680], curve.Select(point => point.High));
    }

    [Fact]
    public void Medians_of_the_remission_data_are_the_published_ones()
    {
        Assert.Equal(23, Remission.Treated.Quantile(0.5));
        Assert.Equal(8, Remission.Placebo.Quantile(0.5));
        Assert.Null(Remission.Treated.Quantile(0.75));
    }

    /// <summary>The published mean of the placebo group, whose data are complete, is 8.667 weeks.</summary>
    [Fact]
    public void Restricted_mean_is_the_mean_once_all_have_ended()
    {
        Assert.Equal(182 / 21.0, Remission.Placebo.RestrictedMean(180)!.Value, 10);
        Assert.Equal(1, Remission.Placebo.RestrictedMean(1)!.Value, 10);
        Assert.Equal(0, Remission.Placebo.RestrictedMean(0)!.Value, 10);
    }

    [Fact]
    public void Survival_keeps_its_last_value_beyond_the_last_observation()
    {
        var visits = KaplanMeier.Of([Remission.Visit(10, VisitEnd.Advanced), Remission.Visit(20, VisitEnd.Running)]);

        Assert.Equal(10 + (0.5 * 90), visits.RestrictedMean(100)!.Value, 10);
    }

    [Fact]
    public void Of_equal_lengths_ends_come_before_broken_off_visits()
    {
        var visits = KaplanMeier.Of([Remission.Visit(5, VisitEnd.Transferred), Remission.Visit(5, VisitEnd.Lost)]);

        Assert.Equal(0.5, visits.Curve(2)[1].StillInStage);
    }

    [Fact]
    public void Competing_ends_share_what_is_no_longer_in_the_stage()
    {
        var visits = KaplanMeier.Of([
            Remission.Visit(1, VisitEnd.Advanced), Remission.Visit(2, VisitEnd.Lost), Remission.Visit(2, VisitEnd.Running),
            Remission.Visit(3, VisitEnd.MovedBack), Remission.Visit(4, VisitEnd.Running)]);

        var last = visits.Curve(60)[^1];

        // 1/5 advance; of 4 left one is lost: 4/5 × 1/4; of the 2 left then one moves back: 3/5 × 1/2.
        Assert.Equal((0.2, 0.2, 0.3), (last.Advanced, last.Lost, Math.Round(last.MovedBack, 12)));
        Assert.Equal(0.3, last.StillInStage, 12);
    }

    [Fact]
    public void Curve_is_thinned_evenly_and_keeps_its_ends()
    {
        var visits = KaplanMeier.Of(Enumerable.Range(1, 100).Select(day => Remission.Visit(day, VisitEnd.Advanced)));

        Assert.Equal(101, visits.Curve(500).Count);
        Assert.Equal([0, 25, 50, 75, 100], visits.Curve(5).Select(point => point.Days));
        Assert.Equal([0, 100], visits.Curve(2).Select(point => point.Days));
        foreach (var points in Enumerable.Range(2, 110))
            Assert.Equal(Math.Min(points, 101), visits.Curve(points).Select(point => point.Days).Distinct().Count());
    }

    [Fact]
    public void Where_all_have_ended_the_band_is_a_point()
    {
        var last = Remission.Placebo.Curve(60)[^1];

        Assert.Equal((0, 0, 0), (last.StillInStage, last.Low, last.High));
    }

    [Fact]
    public void Half_of_the_visits_is_half_whatever_the_last_digits_say()
    {
        foreach (var half in Enumerable.Range(1, 200))
        {
            var visits = Enumerable.Range(1, 2 * half).Select(day => Remission.Visit(day, VisitEnd.Advanced));
            Assert.Equal(half, KaplanMeier.Of(visits).Quantile(0.5));
        }
    }

    [Fact]
    public void Without_visits_nothing_is_known()
    {
        var nothing = KaplanMeier.Of([]);

        Assert.Null(nothing.Quantile(0.5));
        Assert.Null(nothing.RestrictedMean(180));
        Assert.Equal(new SurvivalPoint(0, 1, 1, 1, 0, 0, 0), Assert.Single(nothing.Curve(60)));
    }

    private static void AssertNear(IEnumerable<double> expected, IEnumerable<double> actual)
        => Assert.All(expected.Zip(actual, (one, other) => Math.Abs(one - other)), apart => Assert.InRange(apart, 0, 0.0006));
}
