using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

/// <summary>An item of the checklist ticked off for one deal.</summary>
public sealed class ChecklistCompletion
{
    private ChecklistCompletion() { }   // EF Core

    internal ChecklistCompletion(Guid dealId, Guid criterionId, string? note, Recording at)
    {
        (DealId, CriterionId, Note) = (dealId, criterionId, note);
        (CompletedAt, ActorId) = (at.EffectiveAt, at.Actor.Id);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DealId { get; private set; }
    public Deal Deal { get; private set; } = null!;
    public Guid CriterionId { get; private set; }
    public ExitCriterion Criterion { get; private set; } = null!;
    public DateTime CompletedAt { get; private set; }
    public Guid ActorId { get; private set; }
    public Actor Actor { get; private set; } = null!;
    public string? Note { get; private set; }
}
