using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

/// <summary>The deal does not fulfil what its stage asks before it may be left; nothing has changed.</summary>
/// <param name="unmet">All of them, in the stage's order; at least one.</param>
public sealed class ExitCriteriaNotMetException(IReadOnlyList<ExitCriterion> unmet)
    : Exception($"Exit criteria are not met: {string.Join("; ", unmet.Select(criterion => criterion.Label))}.")
{
    public IReadOnlyList<ExitCriterion> Unmet { get; } = unmet;
}
