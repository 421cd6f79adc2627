using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>
/// Where an input type of the schema holds values of a type, as paths that errors name: <c>deals.0.dealId</c>.
/// </summary>
internal static class InputPaths
{
    private const string Fields = """
        query ($name: String!) { __type(name: $name) { inputFields {
          name type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } }
        """;

    public static string InputOf(string mutation) => char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input";

    public static async Task<IReadOnlyList<string>> OfAsync(Office office, string inputType, string valueType)
    {
        var paths = new List<string>();
        var type = (await office.DataAsync(Fields, new { name = inputType })).GetProperty("__type");
        foreach (var field in type.GetProperty("inputFields").EnumerateArray())
        {
            var (path, inner) = (field.GetProperty("name").GetString()!, field.GetProperty("type"));
            for (; inner.GetProperty("kind").GetString() is "NON_NULL" or "LIST"; inner = inner.GetProperty("ofType"))
                path += inner.GetProperty("kind").GetString() == "LIST" ? ".0" : "";
            if (inner.GetProperty("name").GetString() == valueType) paths.Add(path);
            if (inner.GetProperty("kind").GetString() == "INPUT_OBJECT")
                paths.AddRange((await OfAsync(office, inner.GetProperty("name").GetString()!, valueType)).Select(each
                    => $"{path}.{each}"));
        }
        return paths;
    }

    /// <summary>The input with another value at a path.</summary>
    public static JsonObject With(object input, params IEnumerable<(string Path, JsonNode? Value)> values)
    {
        var root = JsonSerializer.SerializeToNode(input)!.AsObject();
        foreach (var (path, value) in values) Set(root, path.Split('.'), value);
        return root;
    }

    private static void Set(JsonNode node, ReadOnlySpan<string> path, JsonNode? value)
    {
        var (name, isLast) = (path[0], path.Length == 1);
        if (node is JsonArray list)
        {
            var index = int.Parse(name, CultureInfo.InvariantCulture);
            if (isLast) list[index] = value;
            else Set(list[index]!, path[1..], value);
        }
        else if (isLast) node[name] = value;
        else if (node[name] is { } inner) Set(inner, path[1..], value);
        else node[name] = new JsonArray(value);   // a list of ids that the input leaves out
    }
}
