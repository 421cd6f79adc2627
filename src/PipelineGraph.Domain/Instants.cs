namespace PipelineGraph.Domain;

/// <summary>
/// Instants are UTC and keep whole milliseconds: what is stored, compared and written is the same value.
/// </summary>
public static class Instants
{
    /// <summary>The instant without what lies below a millisecond.</summary>
    /// <exception cref="ArgumentException">It is not UTC.</exception>
    public static DateTime Truncate(DateTime instant) => instant.Kind == DateTimeKind.Utc
        ? new DateTime(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc)
        : throw new ArgumentException("An instant must be UTC.", nameof(instant));

    public static DateTime? Truncate(DateTime? instant) => instant is { } value ? Truncate(value) : null;

    /// <summary>Whole milliseconds since 1970-01-01T00:00Z, rounded down, negative before it.</summary>
    public static long ToUnixMilliseconds(DateTime instant)
        => (instant.Ticks / TimeSpan.TicksPerMillisecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>The UTC instant that lies so many milliseconds after 1970-01-01T00:00Z.</summary>
    public static DateTime FromUnixMilliseconds(long milliseconds)
        => new(DateTime.UnixEpoch.Ticks + (milliseconds * TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    internal static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
