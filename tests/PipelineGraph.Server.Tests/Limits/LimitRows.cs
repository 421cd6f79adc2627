using System.Globalization;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Types.Ids;
using static PipelineGraph.Engine.Tests.Limits.Texts;
using static PipelineGraph.Server.Tests.Limits.LimitRow;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>The table of limits, as far as one request over HTTP can meet them.</summary>
internal static class LimitRows
{
    private const string Literal = "in the document", Variable = "in variables";

    public static IReadOnlyList<LimitRow> All { get; } = [.. Requests(), .. Documents(), .. Lists(), .. FilterRows.All];

    private static IEnumerable<LimitRow> Requests() =>
    [
        Coded(nameof(LimitOptions.BodyBytes), 128 * 1024, "in the body", 413, "HC0010", Padded),
        new("Batching", "in the body", Body("{ __typename }"), $"[{Body("{ __typename }")}]", new(400, "HC0009")),
        Counted(nameof(LimitOptions.JsonNesting), 16, Variable,
            count => Body("{ __typename }", new { unused = Deep(count - 1) })),
        Counted(nameof(LimitOptions.JsonNesting), 16, "in extensions",
            count => Body("{ __typename }", extensions: new { unused = Deep(count - 1) })),
    ];

    private static IEnumerable<LimitRow> Documents() =>
    [
        // Five tokens around, four in an inline fragment, the remainder single.
        Counted(nameof(LimitOptions.Tokens), 2_000, Literal, count => Body(
            Me(Repeat("... { subject } ", (count - 5) / 4) + Repeat("subject ", (count - 5) % 4)))),
        Counted(nameof(LimitOptions.Nesting), 48, Literal,
            count => Body(Repeat("{ ... ", count - 1) + "{ __typename " + Repeat("} ", count))),
        Counted(nameof(LimitOptions.Depth), 12, Literal, count => Body(
            "{ deals(first: 1) { nodes { " + Repeat("account { deals(first: 1) { nodes { ", 2) + "stage { pipeline { "
            + (count > 12 ? "stages { exitCriteria { id } }" : "stages { name }") + Repeat(" }", 11))),
        Counted(nameof(LimitOptions.Repeats), 3, Literal, count => Body(
            $"{{ deals(first: 1) {{ nodes {{ {Repeat("followUpOf { ", count)} title {Repeat("} ", count)} }} }} }}")),
        Counted(nameof(LimitOptions.Fields), 1_000, Literal, count => Body(Me(Repeat("subject ", count - 1)))),
        Counted(nameof(LimitOptions.Aliases), 30, Literal, count => Body(Me(Each(count, "a#: subject ")))),
        Counted(nameof(LimitOptions.Aliases), 30, "in a fragment that is spread", count => Body(
            $"{{ a: me {{ ...F }} b: me {{ ...F }} {Each(count - 30, "c#: __typename ")} }} "
            + $"fragment F on Viewer {{ {Each(14, "a#: subject ")} }}")),
        Counted(nameof(LimitOptions.QueryRootFields), 10, Literal,
            count => Body($"{{ {Each(count, "a#: me { subject } ")} }}")),
        Counted(nameof(LimitOptions.MutationRootFields), 5, Literal, count => Body(
            $"mutation {{ {Each(count, "a#: createAccount(input: { name: \"Row #\" }) { account { id } } ")} }}")),
        Counted(nameof(LimitOptions.Directives), 50, Literal,
            count => Body(Me(Repeat("subject @include(if: true) ", count)))),
        // No more than two of the schema's directives may stand at a field, and none of them twice.
        Reaching(nameof(LimitOptions.DirectivesPerLocation), 4, 2, Literal,
            count => Body(Me("roles subject @skip(if: false) " + Repeat("@include(if: true) ", count - 1)))),
        Counted(nameof(LimitOptions.Fragments), 50, Literal,
            count => Body(Me(Each(count, "...F# ")) + Each(count, "fragment F# on Viewer { subject } "))),
        Counted(nameof(LimitOptions.Spreads), 200, Literal,
            count => Body(Me(Repeat("...F ", count)) + "fragment F on Viewer { subject }")),
        Counted(nameof(LimitOptions.ExpandedSpreads), 200, Literal, count => Body(
            Me(Repeat("...F ", 99) + Repeat("...G ", count - 198))
            + "fragment F on Viewer { ...G } fragment G on Viewer { name }")),
        Counted(nameof(LimitOptions.ExpandedFields), 1_000, Literal, count => Body(
            Me(Repeat("...F ", 9) + Repeat("name ", count - 901)) + $"fragment F on Viewer {{ {Repeat("subject ", 100)} }}")),
        Counted(nameof(LimitOptions.IntrospectionDepth), 20, Literal, count => Body(
            $"{{ __type(name: \"Deal\") {{ {Repeat("ofType { ", count - 2)} name {Repeat("} ", count - 2)} }} }}")),
        Counted(nameof(LimitOptions.IntrospectionRepeats), 1, Literal, count => Body(
            $"{{ __type(name: \"Deal\") {{ {Repeat("fields { type { ", count)} name {Repeat("} } ", count)} }} }}")),
    ];

    private static IEnumerable<LimitRow> Lists() =>
    [
        .. Sliced("deals", 50), .. Sliced("events", 200), .. Sliced("stalledDealAlerts", 50),
        Coded("ids in nodes", 50, Literal, 200, "HC0076",
            count => Body($"{{ nodes(ids: [{Repeat($"\"{SomeId}\" ", count)}]) {{ id }} }}")),
        Coded("ids in nodes", 50, Variable, 200, "HC0076", count => Body(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat(SomeId, count) })),
        .. Costing(nameof(LimitOptions.FieldCost), 37,
            "accounts(first: N) { nodes { " + Each(4, "a#: deals(first: 0) { totalCount } ") + "} }"),
        .. Costing(nameof(LimitOptions.TypeCost), 28,
            "accounts(first: 50) { nodes { deals(first: N) { nodes { stage { name } } } } }"),
    ];

    private static string SomeId => NodeIdCodec.Encode("Deal", Guid.Empty);

    private static IEnumerable<LimitRow> Sliced(string list, int max) =>
    [
        Coded("page size", max, $"{list}, {Literal}", 200, "HC0051",
            count => Body($"{{ {list}(first: {Text(count)}) {{ nodes {{ __typename }} }} }}")),
        Coded("page size", max, $"{list}, {Variable}", 200, "HC0051",
            count => Body($"query($n: Int) {{ {list}(first: $n) {{ nodes {{ __typename }} }} }}", new { n = count })),
    ];

    /// <param name="most">The length of a list with which the cost is still allowed.</param>
    private static IEnumerable<LimitRow> Costing(string limit, int most, string selection)
    {
        var refusal = new Refusal(400, "HC0047", limit, "3000");
        foreach (var place in (string[])[Literal, Variable])
        {
            yield return new(limit, place, At(place, most), At(place, most + 1), refusal);
        }

        string At(string place, int count) => place == Literal
            ? Body($"{{ {selection.Replace("N", Text(count), StringComparison.Ordinal)} }}")
            : Body($"query($n: Int) {{ {selection.Replace("N", "$n", StringComparison.Ordinal)} }}", new { n = count });
    }

    private static string Me(string fields) => $"{{ me {{ {fields} }} }} ";

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Padded(int bytes)
    {
        const string Frame = """{"query":"{ __typename }","padding":""}""";
        return Frame.Insert(Frame.Length - 2, new string('x', bytes - Frame.Length));
    }

    private static object Deep(int levels) => levels == 0 ? "" : new[] { Deep(levels - 1) };
}
