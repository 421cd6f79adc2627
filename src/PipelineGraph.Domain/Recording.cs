using PipelineGraph.Domain.People;

namespace PipelineGraph.Domain;

/// <summary>When something happened, when it became known here, and who did it.</summary>
public sealed record Recording
{
    /// <summary>How far clocks may differ, of callers and of servers on one database, in seconds.</summary>
    public const int ToleranceSeconds = 60;

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

    /// <summary>Something that a caller enters, perhaps late.</summary>
    /// <param name="effectiveAt">When it happened; now, when left out. Clocks differ: up to
    /// <see cref="ToleranceSeconds"/> ahead is taken as now.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="field">The input field that held <paramref name="effectiveAt"/>.</param>
    /// <returns>With a fault, when it lies in the future: the verb that takes it refuses it, together with what else is
    /// wrong.</returns>
    public static Recording Entered(DateTime? effectiveAt, DateTime now, Actor actor, string field = "effectiveAt")
    {
        if (effectiveAt is not { } entered) return At(now, actor);
        if (entered > now.AddSeconds(ToleranceSeconds))
            return At(now, actor) with { Fault = new InputFault(field, "It lies in the future.") };

        return new Recording(NotAhead(entered, now), now, actor);
    }

    public DateTime EffectiveAt { get; }
    public DateTime RecordedAt { get; }
    public Actor Actor { get; }

    /// <summary>Why nothing can be recorded at the instant that was entered.</summary>
    internal InputFault? Fault { get; private init; }

    /// <summary>
    /// Whether it is about now, and an instant that counts as past lies ahead of it only because another server's clock
    /// is.
    /// </summary>
    internal bool IsOvertakenBy(DateTime past)
        => EffectiveAt == RecordedAt && EffectiveAt.AddSeconds(ToleranceSeconds) >= past;

    /// <summary>Something that happens and is recorded in one instant.</summary>
    public static Recording At(DateTime now, Actor actor) => new(now, now, actor);

    /// <summary>The instant, or now where it lies ahead only because clocks differ.</summary>
    internal static DateTime NotAhead(DateTime entered, DateTime now)
        => entered > now && entered <= now.AddSeconds(ToleranceSeconds) ? now : entered;

    /// <summary>Notes what is wrong with the instant.</summary>
    internal void Check(InputCheck check) => check.That(Fault is null, Fault?.Field ?? "", Fault?.Message ?? "");

    internal void ThrowIfFaulty()
    {
        if (Fault is not null) throw new InvalidInputException([Fault]);
    }

    internal Recording PutOffTo(DateTime instant) => new(instant, Instants.Later(RecordedAt, instant), Actor);
}
