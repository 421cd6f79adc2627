using PipelineGraph.Domain.Metrics.Survival;

namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>A visit begun in the period, in 16 bytes; sorts by length, and always the same way.</summary>
/// <param name="Deal">Number of its deal.</param>
/// <param name="Owner">Number of the deal's owner when it began.</param>
internal readonly record struct StageVisit(VisitLength Length, int Deal, int Owner) : IComparable<StageVisit>
{
    public int CompareTo(StageVisit other)
    {
        var byLength = Length.CompareTo(other.Length);
        if (byLength != 0) return byLength;

        var byDeal = Deal.CompareTo(other.Deal);
        return byDeal != 0 ? byDeal : Owner.CompareTo(other.Owner);
    }
}
