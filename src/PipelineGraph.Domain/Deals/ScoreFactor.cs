namespace PipelineGraph.Domain.Deals;

/// <summary>What one factor adds to a score.</summary>
/// <param name="Weight">The most it can add, in points.</param>
/// <param name="Points">What it adds: the weight for YES, half of it for PARTIAL, else 0.</param>
public sealed record ScoreFactor(QualificationFactor Factor, FactorRating Rating, double Weight, double Points);
