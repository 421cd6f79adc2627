using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

/// <summary>A deal cannot move to this stage; nothing has changed.</summary>
public sealed class MoveNotAllowedException(Stage target, string message) : Exception(message)
{
    public Stage Target { get; } = target;
}
