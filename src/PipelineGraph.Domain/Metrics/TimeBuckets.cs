namespace PipelineGraph.Domain.Metrics;

/// <summary>Calendar stretches of a period: days, weeks from Monday, months or quarters of a time zone.</summary>
public static class TimeBuckets
{
    /// <summary>As many as one asks for at most.</summary>
    public const int Maximum = 400;

    /// <summary>
    /// Where the buckets of [from, to) begin, and at last where the last one ends: the first and the last are cut to
    /// the period. Nothing for an empty period.
    /// </summary>
    /// <param name="from">UTC.</param>
    /// <param name="to">UTC.</param>
    /// <param name="bucket">How long each is.</param>
    /// <param name="timeZone">In which they begin at the start of a day, whatever clock changes do to its
    /// length.</param>
    /// <returns>Null for more than <see cref="Maximum"/> buckets.</returns>
    public static IReadOnlyList<DateTime>? Bounds(DateTime from, DateTime to, TimeBucket bucket, TimeZoneInfo timeZone)
    {
        if (to <= from) return [];

        List<DateTime> bounds = [from];
        var day = FirstDay(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(from, timeZone)), bucket);
        while (true)
        {
            day = Next(day, bucket);
            var start = StartOf(day, timeZone);
            if (start >= to) break;
            if (start > bounds[^1]) bounds.Add(start);
            if (bounds.Count > Maximum) return null;
        }
        bounds.Add(to);
        return bounds;
    }

    /// <summary>
    /// The first instant of a day, UTC: midnight, or the end of the gap where clocks skip it, and the earlier of two
    /// midnights.
    /// </summary>
    public static DateTime StartOf(DateOnly day, TimeZoneInfo timeZone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (timeZone.IsAmbiguousTime(midnight))
            return DateTime.SpecifyKind(midnight - timeZone.GetAmbiguousTimeOffsets(midnight).Max(), DateTimeKind.Utc);
        if (!timeZone.IsInvalidTime(midnight)) return TimeZoneInfo.ConvertTimeToUtc(midnight, timeZone);

        while (timeZone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        return TimeZoneInfo.ConvertTimeToUtc(midnight, timeZone);
    }

    /// <summary>The month of a day as group key, YYYY-MM.</summary>
    public static string MonthKey(DateOnly day)
        => day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly FirstDay(DateOnly day, TimeBucket bucket) => bucket switch
    {
        TimeBucket.Day => day,
        TimeBucket.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        TimeBucket.Month => new DateOnly(day.Year, day.Month, 1),
        TimeBucket.Quarter => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(bucket), bucket, message: null),
    };

    private static DateOnly Next(DateOnly first, TimeBucket bucket) => bucket switch
    {
        TimeBucket.Day => first.AddDays(1),
        TimeBucket.Week => first.AddDays(7),
        TimeBucket.Month => first.AddMonths(1),
        _ => first.AddMonths(3),
    };
}
