namespace PipelineGraph.Domain.Pipelines;

/// <summary>What the process says about one step of a deal, asked by one caller.</summary>
/// <param name="IsAllowed">The caller can take it, giving what the two needs ask for.</param>
/// <param name="NeedsReason">A reason must be given.</param>
/// <param name="NeedsOverride">The process must be overridden, which not everybody may.</param>
/// <param name="Skipped">Stages that it leaves out, in order.</param>
/// <param name="Unmet">Exit criteria of the stage being left that the deal does not fulfil, in order.</param>
public sealed record MoveVerdict(
    bool IsAllowed, bool NeedsReason, bool NeedsOverride, IReadOnlyList<Stage> Skipped,
    IReadOnlyList<ExitCriterion> Unmet)
{
    /// <summary>No reason and no override makes it possible: a deal that is not open does not move.</summary>
    public static MoveVerdict Impossible { get; } = new(false, false, false, [], []);
}
