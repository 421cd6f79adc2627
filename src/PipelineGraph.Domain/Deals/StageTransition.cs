using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

/// <summary>
/// A step in the life of a deal. Appended by the deal, never changed but for <see cref="IsReverted"/>.
/// </summary>
public sealed class StageTransition
{
    private StageTransition() { }   // EF Core

    internal StageTransition(
        Guid dealId, int sequence, TransitionKind kind, Guid? fromStageId, Guid toStageId, Recording at)
    {
        (DealId, Sequence, Kind, FromStageId, ToStageId) = (dealId, sequence, kind, fromStageId, toStageId);
        (EffectiveAt, RecordedAt, ActorId) = (at.EffectiveAt, at.RecordedAt, at.Actor.Id);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DealId { get; private set; }
    public Deal Deal { get; private set; } = null!;
    public int Sequence { get; private set; }   // 1-based per deal, without a gap
    public TransitionKind Kind { get; private set; }
    public Guid? FromStageId { get; private set; }   // null for Created
    public Stage? FromStage { get; private set; }

    /// <summary>Where it led; for a close, where the deal stood.</summary>
    public Guid ToStageId { get; private set; }
    public Stage ToStage { get; private set; } = null!;

    public DateTime EffectiveAt { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public Guid ActorId { get; private set; }
    public Actor Actor { get; private set; } = null!;
    public string? Reason { get; internal set; }
    public bool IsOverride { get; internal set; }

    /// <summary>Undone: kept in the history, left out of metrics.</summary>
    public bool IsReverted { get; internal set; }

    /// <summary>
    /// When the visit began that this transition ended; null when it ended none (created, reopened, reverted).
    /// </summary>
    public DateTime? FromStageEnteredAt { get; internal set; }
}
