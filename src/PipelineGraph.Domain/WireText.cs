using System.Globalization;
using System.Text;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Money;

namespace PipelineGraph.Domain;

/// <summary>
/// Values as text in the field history: as the API writes them, related ids as plain Guid text ("D").
/// </summary>
internal static class WireText
{
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string DayFormat = "yyyy-MM-dd";

    public static string? OfText(string? text) => text;

    public static string? OfAmount(long? units)
        => units is { } known ? Amounts.ToDecimal(known).ToString("0.####", CultureInfo.InvariantCulture) : null;

    public static string? OfId(Guid? id) => id?.ToString("D");

    public static string? OfDay(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static string? OfInstant(DateTime? instant)
        => instant?.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static string? OfNumber(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    public static string? OfRating(FactorRating rating) => OfName(rating.ToString());

    public static string? OfLossReason(LossReason? reason) => reason is { } known ? OfName(known.ToString()) : null;

    public static long? Amount(string? text)
        => text is null ? null : Amounts.ToUnits(decimal.Parse(text, CultureInfo.InvariantCulture));

    public static DateTime? Instant(string? text) => text is null
        ? null
        : DateTime.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static Guid? Id(string? text) => text is null ? null : Guid.ParseExact(text, "D");

    public static DateOnly? Day(string? text)
        => text is null ? null : DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);

    public static double? Number(string? text)
        => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);

    public static FactorRating Rating(string? text) => text is null ? FactorRating.Unknown : Named<FactorRating>(text);

    public static LossReason? Reason(string? text) => text is null ? null : Named<LossReason>(text);

    private static T Named<T>(string text) where T : struct, Enum
        => Enum.Parse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>MovedBack becomes MOVED_BACK.</summary>
    private static string OfName(string name)
    {
        var wire = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (wire.Length > 0 && char.IsUpper(letter)) wire.Append('_');
            wire.Append(char.ToUpperInvariant(letter));
        }
        return wire.ToString();
    }
}
