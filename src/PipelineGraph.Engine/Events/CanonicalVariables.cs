using System.Collections;
using System.Text.Json;
using GraphQL;

namespace PipelineGraph.Engine.Events;

/// <summary>Variables as text that is the same for the same values, in whatever order they were sent.</summary>
internal static class CanonicalVariables
{
    /// <param name="without">Name of one that is left out.</param>
    public static string Of(Inputs? variables, string? without)
        => variables is null or { Count: 0 } ? "" : JsonSerializer.Serialize(Sorted(variables, without));

    private static SortedDictionary<string, object?> Sorted(
        IEnumerable<KeyValuePair<string, object?>> map, string? without = null)
    {
        var sorted = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in map)
        {
            if (name != without) sorted[name] = Canonical(value);
        }

        return sorted;
    }

    private static object? Canonical(object? value) => value switch
    {
        IEnumerable<KeyValuePair<string, object?>> map => Sorted(map),
        string text => text,
        IEnumerable list => list.Cast<object?>().Select(Canonical).ToArray(),
        _ => value,
    };
}
