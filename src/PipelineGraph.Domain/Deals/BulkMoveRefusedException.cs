namespace PipelineGraph.Domain.Deals;

/// <summary>Some of the moves that were to be made together are refused, so none was made.</summary>
public sealed class BulkMoveRefusedException(int refused)
    : Exception($"No deal was moved: {refused} of the moves {(refused == 1 ? "is" : "are")} refused.")
{
    public int Refused { get; } = refused;
}
