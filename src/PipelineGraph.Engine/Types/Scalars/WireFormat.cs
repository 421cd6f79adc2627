using System.Globalization;
using System.Runtime.CompilerServices;

namespace PipelineGraph.Engine.Types.Scalars;

/// <summary>Values as UTF-8 JSON text, written straight into a buffer: no string, no allocation.</summary>
/// <remarks>
/// Every method returns the count of bytes written. The destination must hold the longest form (the constants);
/// a shorter one throws <see cref="ArgumentException"/> or <see cref="IndexOutOfRangeException"/>.
/// Dates come without their quotes.
/// </remarks>
public static class WireFormat
{
    public const int DateTimeLength = 24;      // 2026-03-02T09:00:00.000Z
    public const int LocalDateLength = 10;     // 2026-03-02
    public const int MaxMoneyLength = 21;      // -922337203685477.5808
    public const int MaxDecimalLength = 31;    // sign, 29 digits, point
    public const int MaxDoubleLength = 32;
    public const int MaxLongLength = 20;

    private const ulong UnitsPerOne = 10_000;

    /// <summary><c>yyyy-MM-ddTHH:mm:ss.fffZ</c>: digits below a millisecond are cut off.</summary>
    /// <param name="destination">At least <see cref="DateTimeLength"/> bytes.</param>
    /// <param name="value">UTC; its kind is not looked at.</param>
    public static int WriteDateTime(Span<byte> destination, DateTime value)
    {
        var text = destination[..DateTimeLength];
        WriteLocalDate(text, DateOnly.FromDateTime(value));
        var (hours, minutes, seconds, milliseconds) = TimeOnly.FromDateTime(value);
        text[10] = (byte)'T';
        TwoDigits(text[11..], hours);
        text[13] = (byte)':';
        TwoDigits(text[14..], minutes);
        text[16] = (byte)':';
        TwoDigits(text[17..], seconds);
        text[19] = (byte)'.';
        text[20] = (byte)('0' + milliseconds / 100);
        TwoDigits(text[21..], milliseconds % 100);
        text[23] = (byte)'Z';
        return DateTimeLength;
    }

    /// <summary><c>yyyy-MM-dd</c>.</summary>
    /// <param name="destination">At least <see cref="LocalDateLength"/> bytes.</param>
    /// <param name="value">Any day.</param>
    public static int WriteLocalDate(Span<byte> destination, DateOnly value)
    {
        var text = destination[..LocalDateLength];
        var (year, month, day) = value;
        TwoDigits(text, year / 100);
        TwoDigits(text[2..], year % 100);
        text[4] = (byte)'-';
        TwoDigits(text[5..], month);
        text[7] = (byte)'-';
        TwoDigits(text[8..], day);
        return LocalDateLength;
    }

    /// <summary>Major units, exact, no trailing zeros: 1200000 gives <c>120</c>, 12345 <c>1.2345</c>.</summary>
    /// <param name="destination">At least <see cref="MaxMoneyLength"/> bytes.</param>
    /// <param name="units">1/10,000 of the currency.</param>
    public static int WriteMoney(Span<byte> destination, long units)
    {
        var length = 0;
        if (units < 0) destination[length++] = (byte)'-';

        var magnitude = units < 0 ? 0UL - (ulong)units : (ulong)units;   // long.MinValue has no positive long
        var (whole, fraction) = Math.DivRem(magnitude, UnitsPerOne);
        var fits = whole.TryFormat(destination[length..], out var digits, default, CultureInfo.InvariantCulture);
        length += Written(fits, digits);
        if (fraction == 0) return length;

        destination[length++] = (byte)'.';
        for (var weight = UnitsPerOne / 10; fraction > 0; weight /= 10)
        {
            destination[length++] = (byte)('0' + fraction / weight);
            fraction %= weight;
        }

        return length;
    }

    /// <summary>All digits of the decimal, trailing zeros included, as Hot Chocolate sends it.</summary>
    /// <param name="destination">At least <see cref="MaxDecimalLength"/> bytes.</param>
    /// <param name="value">Any decimal.</param>
    public static int WriteDecimal(Span<byte> destination, decimal value)
        => Written(value.TryFormat(destination, out var length, default, CultureInfo.InvariantCulture), length);

    /// <summary>The shortest text that reads back as the same double.</summary>
    /// <param name="destination">At least <see cref="MaxDoubleLength"/> bytes.</param>
    /// <param name="value">A finite number: JSON has no other.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is infinite or not a number.</exception>
    public static int WriteDouble(Span<byte> destination, double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), "JSON has no such number.");

        return Written(value.TryFormat(destination, out var length, default, CultureInfo.InvariantCulture), length);
    }

    /// <summary>A whole number.</summary>
    /// <param name="destination">At least <see cref="MaxLongLength"/> bytes.</param>
    /// <param name="value">Any long.</param>
    public static int WriteLong(Span<byte> destination, long value)
        => Written(value.TryFormat(destination, out var length, default, CultureInfo.InvariantCulture), length);

    private static int Written(bool fits, int length)
        => fits ? length : throw new ArgumentException("The destination is too short.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoDigits(Span<byte> destination, int value)
    {
        destination[1] = (byte)('0' + value % 10);
        destination[0] = (byte)('0' + value / 10);
    }
}
