using System.Globalization;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Money;

namespace PipelineGraph.Server.Import;

/// <summary>One row, its cells read as what they should be. A faulty cell is reported, once, and read as
/// absent.</summary>
internal sealed class ImportRow(SourceFile file, int line, string?[] cells)
{
    /// <summary>Whether nothing is wrong with it so far.</summary>
    public bool IsGood { get; private set; } = true;

    public ImportMap Map => file.Map;

    public bool Has(string column) => file.IndexOf(column) >= 0;

    public string? Text(string column) => file.IndexOf(column) is >= 0 and var index ? cells[index] : null;

    public string Required(string column)
    {
        if (Text(column) is { } text) return text;

        Fault(column, "it is empty");
        return "";
    }

    /// <summary>What tells the row from all others of its kind.</summary>
    public string Key(string column)
    {
        var key = Required(column);
        if (key.Length > TextLimits.ExternalId) Fault(column, $"it is longer than {TextLimits.ExternalId} characters");
        return key;
    }

    public decimal? Number(string column)
    {
        if (Text(column) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;

        Fault(column, $"'{text}' is no number (1234.5)");
        return null;
    }

    public double? Real(string column) => (double?)Number(column);

    /// <summary>An amount of money as units.</summary>
    public long? Amount(string column)
    {
        if (Number(column) is not { } number) return null;
        if (Amounts.ToUnits(number) is { } units) return units;

        Fault(column, $"{Text(column)} is no amount: it must be 0 to 99999999999.9999, with at most 4 decimals");
        return null;
    }

    public bool? Flag(string column)
    {
        if (Text(column) is not { } text) return null;
        if (text.ToUpperInvariant() is "TRUE" or "YES" or "1") return true;
        if (text.ToUpperInvariant() is "FALSE" or "NO" or "0") return false;

        Fault(column, $"'{text}' is neither true nor false");
        return null;
    }

    /// <summary>One of an enum's names, as the API writes them: MOVED_BACK.</summary>
    public TEnum? Choice<TEnum>(string column) where TEnum : struct, Enum
    {
        if (Text(column) is not { } text) return null;
        if (ImportText.Choice<TEnum>(text) is { } choice) return choice;

        Fault(column, $"'{text}' is none of {string.Join(", ", Enum.GetValues<TEnum>().Select(ImportText.Name))}");
        return null;
    }

    public DateOnly? Day(string column)
    {
        if (Text(column) is not { } text) return null;
        if (Parsed(text) is { } day) return DateOnly.FromDateTime(day.DateTime);

        FaultOfDate(column, text);
        return null;
    }

    /// <summary>An instant, UTC. A date is the beginning of its day, a time without offset one of the mapping's
    /// zone.</summary>
    public DateTime? Instant(string column)
    {
        if (Text(column) is not { } text) return null;
        if (Parsed(text) is { } instant) return Instants.Truncate(instant.UtcDateTime);

        FaultOfDate(column, text);
        return null;
    }

    public void Fault(string? column, string reason)
    {
        IsGood = false;
        file.Fault(line, reason, column);
    }

    /// <summary>Reports a new value that is not taken.</summary>
    public void Keep(string? column, string text) => file.Keep(line, text, column);

    /// <summary>Names of the columns that begin like this, without that beginning, and their instants.</summary>
    public IEnumerable<(string Name, DateTime At, string Column)> InstantsOf(string prefix)
    {
        foreach (var column in file.Columns.Where(each => each.StartsWith(prefix, StringComparison.Ordinal)))
        {
            if (Instant(column) is { } at) yield return (column[prefix.Length..], at, column);
        }
    }

    private DateTimeOffset? Parsed(string text) => file.Dates.Read(text);

    private void FaultOfDate(string column, string text)
        => Fault(column, $"'{text}' is no date of the form {file.Dates.Forms}");
}
