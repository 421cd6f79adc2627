namespace PipelineGraph.Domain.Deals;

/// <summary>How the five factors of qualification are rated.</summary>
public readonly record struct Qualification(
    FactorRating Budget, FactorRating Authority, FactorRating Need, FactorRating Timeline, FactorRating Interest)
{
    public FactorRating this[QualificationFactor factor] => factor switch
    {
        QualificationFactor.Budget => Budget,
        QualificationFactor.Authority => Authority,
        QualificationFactor.Need => Need,
        QualificationFactor.Timeline => Timeline,
        QualificationFactor.Interest => Interest,
        _ => throw new ArgumentOutOfRangeException(nameof(factor), factor, "Unknown factor."),
    };
}
