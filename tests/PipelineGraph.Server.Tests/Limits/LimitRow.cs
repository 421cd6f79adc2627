using System.Globalization;
using System.Text.Json;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>One limit at one place: a request that it lets pass, and the same with one more, which it refuses.</summary>
/// <param name="Limit">The setting; for those that are none, what it is about.</param>
/// <param name="Place">Where the request has what is counted.</param>
internal sealed record LimitRow(string Limit, string Place, string Below, string Above, Refusal Refusal)
{
    public string Name => $"{Limit}, {Place}";

    /// <summary>Refused with the limit's name and value.</summary>
    public static LimitRow Counted(string limit, int max, string place, Func<int, string> body)
        => Reaching(limit, max, max, place, body);

    /// <param name="reachable">The most that passes, where another rule is stricter.</param>
    public static LimitRow Reaching(string limit, int max, int reachable, string place, Func<int, string> body)
        => new(limit, place, body(reachable), body(max + 1),
            new(400, "LIMIT_EXCEEDED", limit, max.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Refused with a code of its own.</summary>
    public static LimitRow Coded(string limit, int max, string place, int status, string code, Func<int, string> body)
        => new(limit, place, body(max), body(max + 1), new(status, code));

    /// <summary>The body of a request.</summary>
    public static string Body(string query, object? variables = null, object? extensions = null)
        => JsonSerializer.Serialize(new { query, variables, extensions });
}
