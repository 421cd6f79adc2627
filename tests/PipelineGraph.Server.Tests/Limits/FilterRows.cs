using System.Text.Json.Nodes;
using PipelineGraph.Engine.Limits;
using static PipelineGraph.Server.Tests.Limits.LimitRow;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>The limits of filters and lists: each once in a literal, once in a variable.</summary>
internal static class FilterRows
{
    public static IReadOnlyList<LimitRow> All { get; } =
    [
        .. Both(nameof(LimitOptions.ListItems), 100, "in", count => Title("in", Texts(count))),
        .. Both(nameof(LimitOptions.ListItems), 100, "nin", count => Title("nin", Texts(count))),
        .. Both(nameof(LimitOptions.FilterNesting), 5, "and, or", Nested),
        .. Both(nameof(LimitOptions.FilterConditions), 50, "and", count => Listed("and", count)),
        .. Both(nameof(LimitOptions.FilterConditions), 50, "or", count => Listed("or", count)),
        .. Both(nameof(LimitOptions.FilterDepth), 12, "relations", Below),
        .. new[] { "contains", "ncontains", "startsWith", "nstartsWith", "endsWith", "nendsWith" }.SelectMany(operation
            => Both(nameof(LimitOptions.TextOperand), 200, operation, count => Title(operation, new string('x', count)))),
    ];

    public static JsonObject Title(string operation, JsonNode operand)
        => new() { ["title"] = new JsonObject { [operation] = operand } };

    /// <summary>A condition below so many `and` and `or`.</summary>
    public static JsonObject Nested(int levels) => levels == 0
        ? Title("eq", "x")
        : new JsonObject { [levels % 2 == 0 ? "and" : "or"] = new JsonArray(Nested(levels - 1)) };

    public static JsonObject Listed(string list, int conditions)
        => new() { [list] = new JsonArray([.. Enumerable.Range(0, conditions).Select(i => Title("eq", $"{i}"))]) };

    /// <summary>So many objects within each other.</summary>
    public static JsonObject Below(int objects)
        => objects == 2 ? Title("eq", "x") : new JsonObject { ["followUpOf"] = Below(objects - 1) };

    public static string Given(JsonObject filter)
        => Body("query($where: DealFilterInput) { deals(where: $where) { nodes { title } } }", new { where = filter });

    public static string Written(JsonObject filter)
        => Body($"{{ deals(where: {Literal(filter)}) {{ nodes {{ title }} }} }}");

    private static IEnumerable<LimitRow> Both(string limit, int max, string what, Func<int, JsonObject> filter) =>
    [
        Counted(limit, max, $"{what}, in the document", count => Written(filter(count))),
        Counted(limit, max, $"{what}, in variables", count => Given(filter(count))),
    ];

    private static JsonArray Texts(int count) => [.. Enumerable.Range(0, count).Select(i => (JsonNode)$"{i}")];

    private static string Literal(JsonNode? value) => value switch
    {
        JsonObject map => "{" + string.Join(',', map.Select(entry => $"{entry.Key}:{Literal(entry.Value)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Literal)) + "]",
        _ => value!.ToJsonString(),
    };
}
