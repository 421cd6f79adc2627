namespace PipelineGraph.Domain.Deals;

/// <summary>What an event tells of the deal as it was before.</summary>
internal readonly record struct DealState(Guid PipelineId, Guid? OwnerId, int ChangeCount);
