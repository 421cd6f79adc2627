using System.Text;
using System.Text.Json.Nodes;
using static PipelineGraph.Engine.Tests.Limits.Texts;
using static PipelineGraph.Server.Tests.Limits.LimitRow;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>A request that somebody sends to take the server down.</summary>
/// <param name="IsAnswered">Whether it may be answered, as it is harmless.</param>
/// <param name="PassesGate">Whether it is refused, or answered, after validation only.</param>
internal sealed record Attack(string Name, byte[] Bytes, bool IsAnswered = false, bool PassesGate = false);

internal static class Attacks
{
    public static IReadOnlyList<Attack> All { get; } = [.. Documents(), .. Variables(), .. Texts(), .. Json()];

    private static Attack Of(string name, string body, bool isAnswered = false, bool passesGate = false)
        => new(name, Encoding.UTF8.GetBytes(body), isAnswered, passesGate);

    private static IEnumerable<Attack> Documents() =>
    [
        Of("2,000 fragment spreads", Body($"{{ me {{ {Repeat("...F ", 2_000)} }} }} fragment F on Viewer {{ name }}")),
        Of("49 fragments that double", Body("{ ...F0 } " + Each(49, "fragment F# on Query { ...F+ ...F+ } ")
            + "fragment F49 on Query { __typename }")),
        Of("fragments in a circle", Body("{ ...F0 } " + Each(48, "fragment F# on Query { ...F+ } ")
            + "fragment F48 on Query { ...F0 }")),
        Of("10,000 aliases", Body($"{{ {Each(10_000, "a#:me{name}")} }}")),
        Of("100,000 braces", Body(new string('{', 100_000))),
        Of("100,000 parentheses", Body("{ deals" + new string('(', 100_000))),
        Of("100,000 brackets", Body("{ deals(order: " + new string('[', 100_000))),
        Of("20,000 objects", Body("{ deals(where: " + Repeat("{and:", 20_000))),
        Of("100,000 brackets of a type", Body("query($a: " + new string('[', 100_000))),
        Of("5,000 directives", Body("{ me " + Repeat("@skip(if: false) ", 5_000) + "{ name } }")),
        Of("1,000 operations", Body(Each(1_000, "query Q# { me { name } } "))),
        Of("300 operations and none named", Body(Each(300, "query Q# { __typename } "))),
        Of("3,000 variables", Body($"query({Each(3_000, "$v#: ID ")}) {{ __typename }}")),
        Of("270 missing variables behind a long comment", Body(MissingVariables()), passesGate: true),
        Of("unknown fields", Body($"{{ me {{ {Each(980, "nope# ")} }} }}"), passesGate: true),
        Of("one field 980 times", Body($"{{ me {{ {Repeat("name ", 980)} }} }}"), isAnswered: true, passesGate: true),
        Of("one object 300 times", Body($"{{ deals(first: 1) {{ nodes {{ {Repeat("owner { name } ", 300)} }} }} }}"),
            isAnswered: true, passesGate: true),
        Of("fields of members of an interface that do not merge", Body("{ events(first: 1) { nodes { "
            + Repeat("deal { title } ", 100) + Repeat("... on DealChanged { deal { title } } ", 40)
            + "... on DealChanged { deal { title: id } } } } }"),
            passesGate: true),
        Of("introspection that recurs", Body("{ __schema { types { " + Repeat("fields { type { ", 7) + "name"
            + Repeat(" } }", 7) + " } } }")),
        Of("introspection of everything, ten times", Body($"{{ {Each(10,
            "a#: __schema { types { name fields { name type { ofType { name ofType { name } } } args { name } } } }")} }}"),
            passesGate: true),
    ];

    private static IEnumerable<Attack> Variables() =>
    [
        Of("50 times 50 conditions", FilterRows.Given(new JsonObject { ["and"] = new JsonArray(
            [.. Enumerable.Range(0, 50).Select(_ => FilterRows.Listed("or", 50))]) })),
        Of("50 times 50 conditions, written", FilterRows.Written(new JsonObject { ["and"] = new JsonArray(
            [.. Enumerable.Range(0, 50).Select(_ => FilterRows.Listed("or", 50))]) })),
        Of("a filter through 9,000 relations", Given(Nest("{\"followUpOf\":", 9_000, "}"))),
        Of("30,000 items of in", Given("{\"title\":{\"in\":[" + Repeat("\"x\",", 30_000) + "\"x\"]}}")),
        Of("a field of a filter 20 times", Given("{" + Repeat("\"title\":{\"in\":[\"x\"]},", 20) + "\"title\":null}")),
        Of("100,000 characters to contain", FilterRows.Given(FilterRows.Title("contains", new string('%', 100_000)))),
        Of("20,000 conditions", Given("{\"and\":[" + Repeat("{},", 20_000) + "{}]}")),
        Of("an id of 100,000 characters", Body("query($id: ID!) { node(id: $id) { id } }", new { id = new string('A', 100_000) }),
            passesGate: true),
        Of("a cursor of 100,000 characters", Body("query($c: String) { deals(after: $c) { nodes { id } } }",
            new { c = new string('A', 100_000) }), passesGate: true),
        Of("a number of 100,000 digits", Given("{\"amount\":{\"eq\":" + new string('9', 100_000) + "}}")),
        Of("a number with an exponent of nine digits", Given("""{"amount":{"eq":1e999999999}}""")),
        Of("a page of 2^31", Body("query($n: Int) { deals(first: $n) { nodes { id } } }", new { n = 1L << 31 })),
    ];

    private static IEnumerable<Attack> Texts() =>
    [
        Of("a name of 120,000 letters", Body("{ " + new string('a', 120_000) + " }"), passesGate: true),
        Of("a string of 120,000 characters",
            Body("{ node(id: \"" + new string('a', 120_000) + "\") { id } }"), passesGate: true),
        Of("a block string of 30,000 lines",
            Body("{ node(id: \"\"\"" + Repeat(" \n", 30_000) + "\"\"\") { id } }"), passesGate: true),
        Of("100,000 digits in the document",
            Body("{ deals(first: " + new string('9', 100_000) + ") { nodes { id } } }"), passesGate: true),
        Of("a string without an end", Body("{ node(id: \"" + new string('a', 100_000))),
        Of("a block string without an end", Body("{ node(id: \"\"\"" + new string('\"', 2) + new string('a', 100_000))),
        Of("a comment of 120,000 characters", Body("{ __typename } #" + new string('#', 120_000)), isAnswered: true),
        Of("120,000 commas", Body("{ __typename " + new string(',', 120_000) + "}"), isAnswered: true),
        Of("20,000 byte order marks", Body("{ __typename }" + new string('\uFEFF', 20_000)), isAnswered: true),
        Of("a lone surrogate in the document", """{"query":"{ node(id: \"\ud800\") { id } }"}"""),
        Of("a lone surrogate, escaped twice", """{"query":"{ node(id: \"\\ud800\") { id } }"}""", passesGate: true),
        Of("a lone surrogate in a variable", Given("""{"title":{"eq":"\udfff"}}""")),
    ];

    private static IEnumerable<Attack> Json() =>
    [
        Of("100,000 brackets of JSON", new string('[', 100_000)),
        Of("20,000 objects of JSON", Repeat("{\"a\":", 20_000)),
        Of("deep variables", With("variables", Nest("{\"a\":", 20_000, "}"))),
        Of("deep extensions", With("extensions", Nest("{\"a\":", 20_000, "}"))),
        Of("a deep key that nobody reads", With("x", Nest("[", 60_000, "]"))),
        Of("9,000 keys", With("x", "1," + Each(9_000, "\"k#\":1,") + "\"z\":1"), isAnswered: true),
        Of("9,000 variables that nobody declared", With("variables", "{" + Each(9_000, "\"k#\":1,") + "\"z\":1}"),
            isAnswered: true),
        Of("one key 10,000 times", With("variables", "{" + Repeat("\"k\":1,", 10_000) + "\"z\":1}")),
        Of("a query that is a number", """{"query":1}"""),
        new("a byte order mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Body("{ __typename }"))]),
        new("UTF-16", Encoding.Unicode.GetBytes(Body("{ __typename }"))),
        new("invalid UTF-8", [.. "{\"query\":\"{ __typename "u8, 0xC3, 0x28, 0xFF, .. "}\"}"u8]),
        new("zeros", new byte[100_000]),
    ];

    private static string MissingVariables()
    {
        string[] names = [.. Enumerable.Range(0, 270).Select(i => $"$v{i}")];
        var lists = names.Chunk(90).Select((some, i)
            => $"a{i}: deals(where: {{ title: {{ in: [{string.Join(' ', some)}] }} }}) {{ totalCount }}");
        return "#" + new string('x', 110_000)
            + $"\nquery({string.Concat(names.Select(name => name + ": String! "))}) {{ {string.Join(' ', lists)} }}";
    }

    private static string Given(string filter)
        => """{"query":"query($w: DealFilterInput) { deals(where: $w) { totalCount } }","""
        + "\"variables\":{\"w\":" + filter + "}}";

    private static string With(string key, string json) => "{\"query\":\"{ __typename }\",\"" + key + "\":" + json + "}";

    private static string Nest(string open, int levels, string close) => Repeat(open, levels) + "null" + Repeat(close, levels);
}
