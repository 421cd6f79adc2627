using PipelineGraph.Domain.People;

namespace PipelineGraph.Domain;

/// <summary>When something happened, when it became known here, and who did it.</summary>
public sealed record Recording
{
    /// <param name="effectiveAt">When it happened, UTC, kept to the millisecond.</param>
    /// <param name="recordedAt">When it was recorded, UTC; later than <paramref name="effectiveAt"/> for late entries
    /// and imports.</param>
    /// <param name="actor">Who did it.</param>
    /// <exception cref="InvalidInputException">It would be recorded before it happened.</exception>
    public Recording(DateTime effectiveAt, DateTime recordedAt, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        (EffectiveAt, RecordedAt, Actor) = (Instants.Truncate(effectiveAt), Instants.Truncate(recordedAt), actor);
        if (EffectiveAt > RecordedAt)
            throw new InvalidInputException("effectiveAt", "It lies after the instant of recording.");
    }

    public DateTime EffectiveAt { get; }
    public DateTime RecordedAt { get; }
    public Actor Actor { get; }

    /// <summary>Something that happens and is recorded in one instant.</summary>
    public static Recording At(DateTime now, Actor actor) => new(now, now, actor);
}
