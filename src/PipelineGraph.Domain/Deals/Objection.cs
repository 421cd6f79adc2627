using PipelineGraph.Domain.People;

namespace PipelineGraph.Domain.Deals;

/// <summary>What a customer holds against the deal, open until it is resolved.</summary>
public sealed class Objection
{
    private Objection() => Summary = "";   // EF Core

    internal Objection(Guid dealId, string summary, Recording at)
    {
        (DealId, Summary) = (dealId, summary);
        (RaisedAt, ActorId) = (at.EffectiveAt, at.Actor.Id);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DealId { get; private set; }
    public Deal Deal { get; private set; } = null!;
    public string Summary { get; private set; }
    public DateTime RaisedAt { get; private set; }
    public Guid ActorId { get; private set; }   // who raised it here
    public Actor Actor { get; private set; } = null!;
    public string? Resolution { get; private set; }
    public DateTime? ResolvedAt { get; private set; }

    internal void Resolve(string resolution, DateTime at) => (Resolution, ResolvedAt) = (resolution, at);
}
