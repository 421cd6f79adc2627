using System.Globalization;
using System.Text.Json;
using PipelineGraph.Domain.Money;

namespace PipelineGraph.Server.Import;

/// <summary>Values as the text in which two imports are compared: the same for a cell and for what is stored.</summary>
internal static class ImportText
{
    public static string? Of(long? amountUnits)
        => amountUnits is { } units ? Amounts.ToDecimal(units).ToString("0.####", CultureInfo.InvariantCulture) : null;

    public static string? Of(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    public static string? Of(Guid? id) => id?.ToString("D");

    public static string? Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Of(DateTime? instant)
        => instant?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Of(bool? flag) => flag is null ? null : flag.Value ? "true" : "false";

    public static string? Of<TEnum>(TEnum? value) where TEnum : struct, Enum => value is { } known ? Name(known) : null;

    public static long? Amount(string? text)
        => text is null ? null : Amounts.ToUnits(decimal.Parse(text, CultureInfo.InvariantCulture));

    public static double? Number(string? text)
        => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);

    public static Guid? Id(string? text) => text is null ? null : Guid.Parse(text);

    public static DateOnly? Day(string? text)
        => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>One of an enum's names, in any case, with or without underscores.</summary>
    public static TEnum? Choice<TEnum>(string? text) where TEnum : struct, Enum
        => text is not null && Names<TEnum>.Values.TryGetValue(text, out var value) ? value : null;

    /// <summary>As the API writes it: MovedBack becomes MOVED_BACK.</summary>
    public static string Name<TEnum>(TEnum value) where TEnum : struct, Enum => Names<TEnum>.Texts[value];

    private static class Names<TEnum> where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> Texts = Enum.GetValues<TEnum>()
            .ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()));

        public static readonly Dictionary<string, TEnum> Values = Texts
            .SelectMany(pair => new[] { (Text: pair.Value, pair.Key), (Text: pair.Key.ToString(), pair.Key) })
            .DistinctBy(pair => pair.Text.ToUpperInvariant())
            .ToDictionary(pair => pair.Text, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }
}
