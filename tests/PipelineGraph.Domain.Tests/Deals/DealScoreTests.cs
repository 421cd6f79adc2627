using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Tests.Deals;

public class DealScoreTests
{
    [Fact]
    public void Unrated_deal_has_no_score_but_a_range()
    {
        var score = DealScore.Of(default);

        Assert.Equal((null, 0, 100, 0.0), (score.Value, score.Low, score.High, score.Completeness));
    }

    [Fact]
    public void Yes_counts_in_full_partial_by_half_and_no_not_at_all()
    {
        var score = DealScore.Of(new(
            FactorRating.Yes, FactorRating.Partial, FactorRating.No, FactorRating.Unknown, FactorRating.Unknown));

        Assert.Equal((30, 30, 70, 0.6), (score.Value, score.Low, score.High, score.Completeness));
        Assert.Equal([20.0, 10, 0, 0, 0], score.Factors.Select(factor => factor.Points));
        Assert.All(score.Factors, factor => Assert.Equal(20.0, factor.Weight));
        Assert.Equal(Enum.GetValues<QualificationFactor>(), score.Factors.Select(factor => factor.Factor));
    }

    [Fact]
    public void All_factors_no_is_a_score_of_0()
    {
        var score = DealScore.Of(new(
            FactorRating.No, FactorRating.No, FactorRating.No, FactorRating.No, FactorRating.No));

        Assert.Equal((0, 0, 1.0), (score.Value, score.High, score.Completeness));
    }

    [Fact]
    public void Weights_are_scaled_to_100_and_halves_rounded_away_from_zero()
    {
        var ratings = new Qualification(
            FactorRating.Partial, FactorRating.Yes, FactorRating.No, FactorRating.No, FactorRating.No);

        var score = DealScore.Of(ratings, new ScoreWeights(1, 0, 4, 10, 185));

        Assert.Equal(0.25, score.Factors[0].Points);
        Assert.Equal(0, score.Value);
        Assert.Equal(1, DealScore.Of(ratings, new ScoreWeights(2, 0, 4, 10, 184)).Value);   // 0.5 points
    }

    [Fact]
    public void Weights_that_say_nothing_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DealScore.Of(default, new ScoreWeights(0, 0, 0, 0, 0)));
        Assert.Throws<ArgumentException>(() => DealScore.Of(default, new ScoreWeights(-1, 1, 1, 1, 1)));
    }
}
