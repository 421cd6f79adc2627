using System.Text.RegularExpressions;
using CsvHelper;

namespace PipelineGraph.Server.Import;

/// <summary>How one of our columns is read from a row of a file.</summary>
/// <param name="Place">What a report calls it: the file's own column, where it is one.</param>
internal sealed partial record ColumnReader(string Column, string Place, Func<CsvReader, string?> Read)
{
    /// <exception cref="OperatorException">It names a column that the file does not have.</exception>
    public static ColumnReader Of(string column, MappedSource source, Dictionary<string, int> header)
    {
        source.Constants.TryGetValue(column, out var constant);
        source.Values.TryGetValue(column, out var aliases);
        var from = source.Columns is null ? column : source.Columns.GetValueOrDefault(column);
        var isAbsent = from is null || (source.Columns is null && !header.ContainsKey(from));
        var read = isAbsent ? _ => null : Text(from!, source, header);
        return new ColumnReader(column, from is null || from.Contains('{') ? column : from, row =>
        {
            var text = read(row) ?? constant;
            return Standing(text, aliases);
        });
    }

    private static Func<CsvReader, string?> Text(string from, MappedSource source, Dictionary<string, int> header)
    {
        if (!from.Contains('{')) return Cell(from, source, header);

        var parts = new List<Func<CsvReader, string?>>();
        var end = 0;
        foreach (var match in Template().EnumerateMatches(from))
        {
            var (literal, inner) =
                (from[end..match.Index], from[(match.Index + 1)..(match.Index + match.Length - 1)].Split('|', 2));
            var cell = Cell(inner[0], source, header);
            var other = inner.Length > 1 ? inner[1] : "";
            parts.Add(row => literal + (cell(row) ?? other));
            end = match.Index + match.Length;
        }
        var rest = from[end..];
        return row => Clean(string.Concat(parts.Select(part => part(row))) + rest);
    }

    private static Func<CsvReader, string?> Cell(string name, MappedSource source, Dictionary<string, int> header)
    {
        if (!header.TryGetValue(name, out var index))
            throw new OperatorException($"{source.File} has no column '{name}', which the mapping names; it has "
                + $"{string.Join(", ", header.Keys)}.");

        source.SourceValues.TryGetValue(name, out var aliases);
        return row =>
        {
            var text = Clean(row.GetString(index));
            return Standing(text, aliases);
        };
    }

    /// <summary>What stands for a text, or itself.</summary>
    private static string? Standing(string? text, IReadOnlyDictionary<string, string>? aliases)
        => text is not null && aliases is not null && aliases.TryGetValue(text, out var alias) ? Clean(alias) : text;

    private static string? Clean(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Template();
}
