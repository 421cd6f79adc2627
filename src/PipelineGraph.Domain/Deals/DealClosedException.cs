namespace PipelineGraph.Domain.Deals;

/// <summary>The deal is won, lost or disqualified, and so cannot change in this way; nothing has changed.</summary>
public sealed class DealClosedException(DealStatus status) : Exception($"The deal is closed ({status}).")
{
    public DealStatus Status { get; } = status;
}
