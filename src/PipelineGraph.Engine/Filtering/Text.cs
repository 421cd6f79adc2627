namespace PipelineGraph.Engine.Filtering;

/// <summary>
/// The text operations of filters, case-sensitive and by code point, never LIKE (which ignores case on SQLite).
/// The database context of a server maps them to SQL; here is what they mean.
/// </summary>
public static class Text
{
    public static bool Contains(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    public static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.Ordinal);

    public static bool EndsWith(string text, string end) => text.EndsWith(end, StringComparison.Ordinal);
}
