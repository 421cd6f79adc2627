namespace PipelineGraph.Server.Demo;

/// <summary>When people work: weekdays, 7:00 to 18:00 UTC.</summary>
internal static class OfficeHours
{
    private const int Begin = 7, End = 18;

    /// <summary>The instant itself, or the first one after it at which somebody works; never earlier.</summary>
    public static DateTime From(DateTime instant)
    {
        if (instant.Hour >= End) instant = Morning(instant.AddDays(1));
        while (!IsWorkday(instant)) instant = Morning(instant.AddDays(1));
        return instant.Hour < Begin ? Morning(instant) : instant;
    }

    public static bool IsWorkday(DateTime day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The minutes of the given instant stay, so that not everyone begins on the hour.</summary>
    private static DateTime Morning(DateTime day)
        => day.Date.AddHours(Begin).Add(TimeSpan.FromTicks(day.TimeOfDay.Ticks % TimeSpan.TicksPerHour));
}
