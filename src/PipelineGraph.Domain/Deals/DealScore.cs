namespace PipelineGraph.Domain.Deals;

/// <summary>How well a deal is qualified, from its five rated factors, 0 to 100 points.</summary>
/// <param name="Value">Points earned, rounded half away from zero; null while every factor is UNKNOWN.</param>
/// <param name="Low">The score if every unknown factor turned out NO; equals <paramref name="Value"/>, 0 while that is
/// null.</param>
/// <param name="High">The score if every unknown factor turned out YES.</param>
/// <param name="Completeness">Share of the five factors that are known, 0 to 1.</param>
/// <param name="Factors">The five factors in their order.</param>
public sealed record DealScore(int? Value, int Low, int High, double Completeness, IReadOnlyList<ScoreFactor> Factors)
{
    private const int FactorCount = 5;

    /// <summary>Score = sum of weight × rating, YES counting 1, PARTIAL 0.5, NO and UNKNOWN 0.</summary>
    /// <param name="weights">20 each when left out.</param>
    public static DealScore Of(in Qualification ratings, ScoreWeights? weights = null)
    {
        weights ??= ScoreWeights.Default;
        var factors = new ScoreFactor[FactorCount];
        decimal earned = 0, unknown = 0;
        var known = 0;
        foreach (var factor in Enum.GetValues<QualificationFactor>())
        {
            var (rating, weight) = (ratings[factor], weights[factor]);
            var points = weight * Share(rating);
            factors[(int)factor] = new ScoreFactor(factor, rating, (double)weight, (double)points);
            earned += points;
            if (rating == FactorRating.Unknown) unknown += weight;
            else known++;
        }
        var low = Round(earned);
        var (high, completeness) = (Round(earned + unknown), known / (double)FactorCount);
        return new DealScore(known == 0 ? null : low, low, high, completeness, factors);
    }

    private static decimal Share(FactorRating rating) => rating switch
    {
        FactorRating.Yes => 1m,
        FactorRating.Partial => 0.5m,
        _ => 0m,
    };

    private static int Round(decimal points) => (int)decimal.Round(points, MidpointRounding.AwayFromZero);
}
