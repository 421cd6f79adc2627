using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

/// <summary>
/// One half-open stay of a deal in a stage, from <see cref="EnteredAt"/> up to <see cref="ExitedAt"/>, kept by the
/// deal.
/// </summary>
public sealed class StageVisit
{
    private StageVisit() { }   // EF Core

    internal StageVisit(Guid dealId, int sequence, Guid stageId, DateTime enteredAt)
        => (DealId, Sequence, StageId, EnteredAt) = (dealId, sequence, stageId, enteredAt);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DealId { get; private set; }
    public Deal Deal { get; private set; } = null!;

    /// <summary>Sequence of the transition that opened it, so growing but with gaps.</summary>
    public int Sequence { get; private set; }

    public Guid StageId { get; private set; }
    public Stage Stage { get; private set; } = null!;
    public DateTime EnteredAt { get; private set; }
    public DateTime? ExitedAt { get; private set; }       // null while running
    public TransitionKind? Exit { get; private set; }     // what ended it; null while running

    internal void End(DateTime at, TransitionKind by) => (ExitedAt, Exit) = (at, by);

    internal void Resume() => (ExitedAt, Exit) = (null, null);
}
