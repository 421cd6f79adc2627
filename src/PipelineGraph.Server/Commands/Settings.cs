using System.Text.RegularExpressions;

namespace PipelineGraph.Server.Commands;

/// <summary>Parts configuration (<c>--Section:Key=value</c>, <c>--urls</c>, <c>--environment</c>) from the commands.</summary>
/// <remarks>
/// What looks like no setting stays with the commands, where an unknown option is refused: a misspelt one must not
/// silently become configuration that nothing reads.
/// </remarks>
internal static partial class Settings
{
    public static (string[] Settings, string[] Words) Split(IReadOnlyList<string> arguments)
    {
        var (settings, words) = (new List<string>(), new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!Setting().IsMatch(arguments[i])) words.Add(arguments[i]);
            else if (arguments[i].Contains('=')) settings.Add(arguments[i]);
            else if (i + 1 < arguments.Count) settings.Add($"{arguments[i]}={arguments[++i]}");
            else words.Add(arguments[i]);
        }

        return ([.. settings], [.. words]);
    }

    // contentRoot and applicationName are what ASP.NET Core's test host passes.
    [GeneratedRegex("""
        ^--(\w+(:[\w.-]+)+|urls|http_ports|environment|contentRoot|applicationName|AllowedHosts)(=|$)
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}
