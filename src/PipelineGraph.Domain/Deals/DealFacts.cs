using PipelineGraph.Domain.Activities;

namespace PipelineGraph.Domain.Deals;

/// <summary>What exit criteria ask of a deal.</summary>
public readonly record struct DealFacts
{
    public bool HasAccount { get; init; }
    public bool HasAmount { get; init; }
    public bool HasExpectedCloseDate { get; init; }
    public bool HasPrimaryContact { get; init; }
    public bool HasSource { get; init; }
    public bool HasDescription { get; init; }
    public Qualification Qualification { get; init; }
    public int? Score { get; init; }
    public bool HasOpenObjection { get; init; }

    /// <summary>
    /// Types of the activities completed since the deal was created or last reopened: bit n for the type of value n.
    /// </summary>
    public int CompletedActivityTypes { get; init; }

    public bool HasCompleted(ActivityType type) => (CompletedActivityTypes & (1 << (int)type)) != 0;
}
