using System.Globalization;

namespace PipelineGraph.Server.Import;

/// <summary>Reads dates and instants in ISO 8601 and in the forms of a mapping.</summary>
internal sealed class DateReader(ImportMap map)
{
    private static readonly string[] Iso =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK",
    ];

    private readonly string[] _formats = [.. map.DateFormats, .. Iso];
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(map.TimeZone);

    /// <summary>For messages.</summary>
    public string Forms => string.Join(" or ", map.DateFormats.DefaultIfEmpty("2026-03-31 or 2026-03-31T14:30:00Z"));

    /// <summary>Null when it is no date. Without an offset it is a time of the mapping's zone.</summary>
    public DateTimeOffset? Read(string text)
    {
        // Without an offset in the text the kind stays unspecified.
        if (!DateTime.TryParseExact(
            text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var parsed)) return null;

        return parsed.Kind switch
        {
            DateTimeKind.Utc => new DateTimeOffset(parsed),
            DateTimeKind.Local => new DateTimeOffset(parsed).ToUniversalTime(),
            _ => new DateTimeOffset(parsed, _zone.GetUtcOffset(parsed)),
        };
    }
}
