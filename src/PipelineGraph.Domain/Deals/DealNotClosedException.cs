namespace PipelineGraph.Domain.Deals;

/// <summary>Only a closed deal can change in this way; nothing has changed.</summary>
public sealed class DealNotClosedException(DealStatus status) : Exception("The deal is not closed.")
{
    public DealStatus Status { get; } = status;
}
