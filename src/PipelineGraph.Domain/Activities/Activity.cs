using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;

namespace PipelineGraph.Domain.Activities;

/// <summary>Something done, or planned, about a deal. Written through <see cref="Deal.LogActivity"/>.</summary>
public sealed class Activity
{
    private Activity() => Subject = "";   // EF Core

    internal Activity(Guid dealId, ActivityEntry entry, Recording at)
    {
        (DealId, Type, DueAt, CompletedAt) = (dealId, entry.Type, entry.DueAt, entry.CompletedAt);
        (Subject, Note) = (entry.Subject, entry.Note);
        (RecordedAt, ActorId) = (at.RecordedAt, at.Actor.Id);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DealId { get; private set; }
    public Deal Deal { get; private set; } = null!;
    public ActivityType Type { get; private set; }
    public string Subject { get; private set; }
    public DateTime? DueAt { get; private set; }
    public DateTime? CompletedAt { get; private set; }   // null while planned
    public DateTime RecordedAt { get; private set; }
    public Guid ActorId { get; private set; }
    public Actor Actor { get; private set; } = null!;
    public string? Note { get; private set; }

    internal void Complete(DateTime completedAt, string? note)
        => (CompletedAt, Note) = (completedAt, note ?? Note);
}
