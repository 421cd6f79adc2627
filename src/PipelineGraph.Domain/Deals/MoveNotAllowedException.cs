using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

/// <summary>The pipeline's process does not allow it as it was asked for; nothing has changed.</summary>
/// <param name="skipped">Stages that would be left out, in order.</param>
/// <param name="needsReason">A reason must be given.</param>
/// <param name="needsOverride">Somebody who may must override the process, with a reason.</param>
public sealed class MoveNotAllowedException(IReadOnlyList<Stage> skipped, bool needsReason, bool needsOverride)
    : Exception(needsOverride
        ? "The pipeline's process allows it only by an override, with a reason."
        : "The pipeline's process asks for a reason.")
{
    public IReadOnlyList<Stage> Skipped { get; } = skipped;
    public bool NeedsReason { get; } = needsReason;
    public bool NeedsOverride { get; } = needsOverride;
}
