using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Events;

/// <summary>
/// One committed change of a deal, as those hear of it who follow the pipeline. Made by the deal, see
/// <see cref="Deal.TakeEvents"/>, and never changed after it has its place in the log.
/// </summary>
public sealed class PipelineEvent
{
    private PipelineEvent() { }   // EF Core

    internal PipelineEvent(Deal deal, PipelineEventType type, Recording at, in DealState before)
    {
        (Type, DealId, DealVersion, PipelineId) = (type, deal.Id, deal.Version, deal.PipelineId);
        FormerPipelineId = before.PipelineId == deal.PipelineId ? null : before.PipelineId;
        (OccurredAt, RecordedAt, ActorId) = (at.EffectiveAt, at.RecordedAt, at.Actor.Id);
        (OwnerId, FormerOwnerId) = (deal.OwnerId, before.OwnerId);
        if (before.ChangeCount < deal.ChangeCount)
            (FirstChange, LastChange) = (before.ChangeCount + 1, deal.ChangeCount);
    }

    public Guid Id { get; private set; }

    /// <summary>Its place in the log of all events, ascending; null until it has been placed.</summary>
    public long? Position { get; private set; }

    public PipelineEventType Type { get; private set; }

    /// <summary>Never null; nullable so that an event can be shown to somebody who does not see its deal.</summary>
    public Guid? DealId { get; private set; }

    public Deal Deal { get; private set; } = null!;

    /// <summary>The deal's version after it.</summary>
    public int DealVersion { get; private set; }

    public Guid PipelineId { get; private set; }          // after it
    public Guid? FormerPipelineId { get; private set; }   // the one it left, by a transfer or by undoing one
    public DateTime OccurredAt { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public Guid ActorId { get; private set; }
    public Actor Actor { get; private set; } = null!;

    /// <summary>The transition it tells of; null for all that does not change stage or status.</summary>
    public Guid? TransitionId { get; private set; }
    public StageTransition? Transition { get; private set; }
    public TransitionKind? TransitionKind { get; private set; }

    /// <summary>
    /// The stage in which the transition began a visit, or, taking back another, let one go on; null after a close.
    /// </summary>
    public Guid? OpenedStageId { get; private set; }

    public Guid? OwnerId { get; private set; }         // after it
    public Guid? FormerOwnerId { get; private set; }   // before it; the same unless the owner changed
    public string? OwnerTeam { get; private set; }
    public string? FormerOwnerTeam { get; private set; }

    /// <summary>
    /// <see cref="FieldChange.Sequence"/> of the first change that came with it; null without changes.
    /// </summary>
    public int? FirstChange { get; private set; }

    /// <summary><see cref="FieldChange.Sequence"/> of the last change that came with it.</summary>
    public int? LastChange { get; private set; }

    public Guid? ActivityId { get; internal set; }
    public Activity? Activity { get; private set; }
    public Guid? ObjectionId { get; internal set; }
    public Objection? Objection { get; private set; }
    public Guid? CriterionId { get; internal set; }
    public ExitCriterion? Criterion { get; private set; }
    public Guid? StalledAlertId { get; internal set; }
    public StalledDealAlert? StalledAlert { get; private set; }

    /// <summary>Gives it its place in the log, once.</summary>
    /// <param name="position">Above those of all events committed before it.</param>
    /// <exception cref="InvalidOperationException">It has a place already.</exception>
    public void Place(long position)
    {
        if (Position is not null) throw new InvalidOperationException("The event has its place in the log already.");

        Position = position;
    }

    /// <summary>Keeps the teams of <see cref="FormerOwnerId"/> and <see cref="OwnerId"/> as they are now.</summary>
    public void SetTeams(string? former, string? current) => (FormerOwnerTeam, OwnerTeam) = (former, current);

    internal void TellOf(StageTransition transition, bool opensVisit)
    {
        (TransitionId, TransitionKind) = (transition.Id, transition.Kind);
        OpenedStageId = opensVisit ? transition.ToStageId : null;
    }

    /// <summary>
    /// Late, because a random id costs more than all the rest, and many events are dropped (imports, demo data).
    /// </summary>
    internal void Identify() => Id = Guid.CreateVersion7();
}
