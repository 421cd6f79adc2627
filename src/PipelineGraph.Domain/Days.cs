namespace PipelineGraph.Domain;

/// <summary>Durations in days, the one unit in which the product speaks of time spent.</summary>
public static class Days
{
    public const double MillisecondsPerDay = 86_400_000.0;

    /// <summary>
    /// Days from one instant to the other: whole milliseconds / 86,400,000, negative when <paramref name="to"/> is
    /// earlier.
    /// </summary>
    /// <remarks>
    /// The database computes the same double from the same integers, so that both sort and compare alike.
    /// </remarks>
    public static double Between(DateTime from, DateTime to)
        => (Instants.ToUnixMilliseconds(to) - Instants.ToUnixMilliseconds(from)) / MillisecondsPerDay;
}
