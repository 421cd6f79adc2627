namespace PipelineGraph.Engine.Types.Scalars;

/// <summary>Reads <c>yyyy-MM-ddTHH:mm:ss[.f{1,7}](Z|±HH:mm)</c>, every part of fixed width.</summary>
internal static class DateTimeParser
{
    private const int SecondsEnd = 19;         // "2026-03-02T09:00:00"
    private const int MostFractionDigits = 7;  // a tick is 100 ns
    private const int MostOffsetMinutes = 14 * 60;

    /// <returns>False for another form, a day or time that does not exist, or a UTC year outside 1 to 9999.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime utc)
    {
        utc = default;
        if (text.Length <= SecondsEnd || (text[10] | 0x20) != 't') return false;
        if (!TryDate(text[..10], out var date) || !TryTime(text[11..SecondsEnd], out var time)) return false;
        if (!TryFraction(text[SecondsEnd..], out var length, out var fraction)) return false;
        if (!TryOffset(text[(SecondsEnd + length)..], out var minutes)) return false;

        var ticks = date.DayNumber * TimeSpan.TicksPerDay + time + fraction - minutes * TimeSpan.TicksPerMinute;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return false;

        utc = new DateTime(ticks, DateTimeKind.Utc);
        return true;
    }

    /// <summary>A calendar day of the form <c>yyyy-MM-dd</c>.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        if (!TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month)) return false;
        if (!TryNumber(text[8..], out var day) || year < 1 || month is < 1 or > 12) return false;
        if (day < 1 || day > DateTime.DaysInMonth(year, month)) return false;

        date = new DateOnly(year, month, day);
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text[2] != ':' || text[5] != ':' || !TryNumber(text[..2], out var hours)) return false;
        if (!TryNumber(text[3..5], out var minutes) || !TryNumber(text[6..8], out var seconds)) return false;
        if (hours > 23 || minutes > 59 || seconds > 59) return false;

        ticks = (hours * 3600 + minutes * 60 + seconds) * TimeSpan.TicksPerSecond;
        return true;
    }

    /// <summary>The fraction in ticks, cut to milliseconds.</summary>
    private static bool TryFraction(ReadOnlySpan<char> text, out int length, out long ticks)
    {
        (length, ticks) = (0, 0);
        if (text[0] != '.') return true;

        var digits = text[1..].IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > MostFractionDigits) return false;

        var milliseconds = 0;
        for (var i = 0; i < 3; i++) milliseconds = milliseconds * 10 + (i < digits ? text[i + 1] - '0' : 0);
        (length, ticks) = (digits + 1, milliseconds * TimeSpan.TicksPerMillisecond);
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z") return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':') return false;
        if (!TryNumber(text[1..3], out var hours) || !TryNumber(text[4..], out var rest) || rest > 59) return false;

        minutes = (hours * 60 + rest) * (text[0] == '-' ? -1 : 1);
        return Math.Abs(minutes) <= MostOffsetMinutes;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            number = number * 10 + (digit - '0');
        }

        return true;
    }
}
