using System.Globalization;

namespace PipelineGraph.Engine.Tests.Limits;

/// <summary>Long documents from short templates.</summary>
internal static class Texts
{
    public static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    /// <summary>Puts 0, 1, 2 … for each # and the next number for each +.</summary>
    public static string Each(int count, string template)
        => string.Concat(Enumerable.Range(0, count).Select(i => template
            .Replace("#", i.ToString(CultureInfo.InvariantCulture))
            .Replace("+", (i + 1).ToString(CultureInfo.InvariantCulture))));
}
