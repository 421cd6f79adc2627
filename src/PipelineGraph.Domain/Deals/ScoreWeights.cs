namespace PipelineGraph.Domain.Deals;

/// <summary>What each factor counts in the score; scaled so that they add up to 100.</summary>
public sealed record ScoreWeights(decimal Budget, decimal Authority, decimal Need, decimal Timeline, decimal Interest)
{
    /// <summary>All alike: 20 each.</summary>
    public static ScoreWeights Default { get; } = new(20, 20, 20, 20, 20);

    /// <summary>A factor's weight, 0 to 100, all five adding up to 100.</summary>
    /// <exception cref="ArgumentException">A weight is negative, or all are 0.</exception>
    public decimal this[QualificationFactor factor]
    {
        get
        {
            decimal[] weights = [Budget, Authority, Need, Timeline, Interest];
            if (weights.Any(weight => weight < 0) || weights.Sum() <= 0)
                throw new ArgumentException("Weights must not be negative, nor all 0.");
            return weights[(int)factor] * 100 / weights.Sum();
        }
    }
}
