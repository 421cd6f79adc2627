using System.Globalization;
using System.Text;

namespace PipelineGraph.Engine.Errors;

/// <summary>Text from outside, made fit for one line of a log or a terminal.</summary>
public static class LogText
{
    /// <summary>
    /// The text on one line: line breaks become spaces; what a terminal would obey, or a reader not see, is written as
    /// its code point.
    /// </summary>
    /// <param name="most">Characters after which it is cut.</param>
    public static string Line(string text, int most = int.MaxValue)
    {
        var isCut = text.Length > most;
        var shown = isCut ? text.AsSpan(0, most) : text;
        if (!isCut && IsPlain(shown)) return text;

        var line = new StringBuilder(shown.Length + 16);
        foreach (var rune in shown.EnumerateRunes())   // half a character comes as U+FFFD
        {
            if (IsLineBreak(rune)) line.Append(' ');
            else if (IsHidden(rune)) line.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            else line.Append(rune);
        }

        return isCut ? line.Append('…').ToString() : line.ToString();
    }

    private static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange(' ', '~');

    private static bool IsLineBreak(Rune rune) => rune.Value is '\r' or '\n' or 0x85 or 0x2028 or 0x2029;

    // Format characters turn the direction of what follows, or are not seen at all.
    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;
}
