using PipelineGraph.Engine.Tests.Validation;
using static PipelineGraph.Engine.Tests.Limits.Texts;

namespace PipelineGraph.Engine.Tests.Limits;

[Collection(nameof(Alone))]
public class RefusalCostTests
{
    private const int RefusedMilliseconds = 20;
    private const int PassedMilliseconds = 50;

    public static TheoryData<string, string, bool> Documents => new()
    {
        { "open braces", new string('{', 100_000), false },
        { "open brackets in a value", "{ ints(any: " + new string('[', 100_000), false },
        { "names", "{ " + Repeat("a ", 60_000), false },
        {
            "fragments that double",
            "{ ...F0 } " + Each(49, "fragment F# on Query { ...F+ ...F+ } ") + "fragment F49 on Query { __typename }",
            false
        },
        { "many operations", Each(300, "query Q# { person { id } } "), false },
        { "one field 990 times", $"{{ person {{ {Repeat("id ", 990)} }} }}", true },
        { "one object 300 times", $"{{ person {{ {Repeat("deals { id } ", 300)} }} }}", true },
        {
            "fragments of equal fields",
            $"{{ person {{ {Each(50, "...F# ")} }} }} {Each(50, $"fragment F# on Person {{ {Repeat("id ", 18)} }} ")}",
            true
        },
        { "unknown fields", $"{{ person {{ {Each(990, "nope# ")} }} }}", true },
        { "unused variables", $"query ({Each(300, "$v#: ID ")}) {{ person {{ id }} }}", true },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Hostile_documents_cost_little_processor_time(string what, string document, bool passesTheGate)
    {
        var cheapest = Enumerable.Range(0, 8).Min(_ => ProcessorTime(() => Corpus.Read(document)).TotalMilliseconds);

        var allowed = passesTheGate ? PassedMilliseconds : RefusedMilliseconds;
        Assert.True(cheapest < allowed, $"{what}: {cheapest:0.0} ms");
    }

    // Of the whole process, whose compiler may work in the background: the cheapest of several runs counts.
    private static TimeSpan ProcessorTime(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - before;
    }

}
