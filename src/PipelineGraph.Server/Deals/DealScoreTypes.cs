using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Deals;

internal sealed class DealScoreType : ValueObjectType<DealScore>
{
    public DealScoreType()
    {
        Description("How well a deal is qualified, 0 to 100 points.");
        Field(score => score.Value, "Points earned; null while every factor is UNKNOWN.");
        Field(score => score.Low, "The score if every unknown factor turned out NO.");
        Field(score => score.High, "The score if every unknown factor turned out YES.");
        Field(score => score.Completeness, "Share of the five factors that are known, 0 to 1.");
        List(score => score.Factors, "The five factors in their order.");
    }
}

internal sealed class ScoreFactorType : ValueObjectType<ScoreFactor>
{
    public ScoreFactorType()
    {
        Description("What one factor adds to the score.");
        Field(factor => factor.Factor, "Which factor.");
        Field(factor => factor.Rating, "How it is rated.");
        Field(factor => factor.Weight, "The most it can add, in points.");
        Field(factor => factor.Points, "What it adds: the weight for YES, half of it for PARTIAL, else 0.");
    }
}

/// <summary>The domain's score from the deal's columns, for field expressions.</summary>
internal static class DealScores
{
    public static DealScore Of(
        FactorRating budget, FactorRating authority, FactorRating need, FactorRating timeline, FactorRating interest)
        => DealScore.Of(new Qualification(budget, authority, need, timeline, interest));
}
