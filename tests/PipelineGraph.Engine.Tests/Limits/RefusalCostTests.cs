using System.Globalization;
using PipelineGraph.Engine.Tests.Validation;

namespace PipelineGraph.Engine.Tests.Limits;

public class RefusalCostTests
{
    private const int RefusedMilliseconds = 20;
    private const int PassedMilliseconds = 50;

    public static TheoryData<string, string, bool> Documents => new()
    {
        { "open braces", new string('{', 100_000), false },
        { "open brackets in a value", "{ ints(any: " + new string('[', 100_000), false },
        { "names", "{ " + Repeat("a ", 60_000), false },
        { "fragments that double", "{ ...F0 } " + Each(49, "fragment F# on Query { ...F+ ...F+ } ") + "fragment F49 on Query { __typename }", false },
        { "many operations", Each(300, "query Q# { person { id } } "), false },
        { "one field 990 times", $"{{ person {{ {Repeat("id ", 990)} }} }}", true },
        { "one object 300 times", $"{{ person {{ {Repeat("deals { id } ", 300)} }} }}", true },
        { "fragments of equal fields", $"{{ person {{ {Each(50, "...F# ")} }} }} " + Each(50, "fragment F# on Person { " + Repeat("id ", 18) + "} "), true },
        { "unknown fields", $"{{ person {{ {Each(990, "nope# ")} }} }}", true },
        { "unused variables", $"query ({Each(300, "$v#: ID ")}) {{ person {{ id }} }}", true },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Hostile_documents_cost_little_processor_time(string what, string document, bool passesTheGate)
    {
        var cheapest = Enumerable.Range(0, 8).Min(_ => ProcessorTime(() => Corpus.Read(document)).TotalMilliseconds);

        Assert.True(cheapest < (passesTheGate ? PassedMilliseconds : RefusedMilliseconds), $"{what}: {cheapest:0.0} ms");
    }

    // Processor time of the process: other tests may run beside, so the cheapest of several runs counts.
    private static TimeSpan ProcessorTime(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - before;
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Each(int count, string template) => string.Concat(Enumerable.Range(0, count).Select(i => template
        .Replace("#", i.ToString(CultureInfo.InvariantCulture))
        .Replace("+", (i + 1).ToString(CultureInfo.InvariantCulture))));
}
