using PipelineGraph.Domain.People;

namespace PipelineGraph.Domain.Deals;

/// <summary>One change of one field of a deal, kept for good.</summary>
public sealed class FieldChange
{
    private FieldChange() { }   // EF Core

    internal FieldChange(
        Guid dealId, int sequence, TrackedField field, string? oldValue, string? newValue, Recording at,
        int? transitionSequence)
    {
        (DealId, Sequence, Field, OldValue, NewValue) = (dealId, sequence, field, oldValue, newValue);
        (EffectiveAt, RecordedAt, ActorId) = (at.EffectiveAt, at.RecordedAt, at.Actor.Id);
        TransitionSequence = transitionSequence;
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DealId { get; private set; }
    public Deal Deal { get; private set; } = null!;
    public int Sequence { get; private set; }   // 1-based per deal, without a gap
    public TrackedField Field { get; private set; }

    /// <summary>
    /// As the API writes it (decimal amounts, enum names, UTC instants); related ids as Guid text "D".
    /// </summary>
    public string? OldValue { get; private set; }

    /// <inheritdoc cref="OldValue"/>
    public string? NewValue { get; private set; }

    public DateTime EffectiveAt { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public Guid ActorId { get; private set; }
    public Actor Actor { get; private set; } = null!;

    /// <summary>
    /// The deal's transition that brought the change (a win that set the amount); undone together with it.
    /// </summary>
    public int? TransitionSequence { get; private set; }

    /// <summary>Why a closed deal was corrected; null for all other changes.</summary>
    public string? Reason { get; internal set; }
}
