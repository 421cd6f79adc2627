using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Tests.Validation;
using static PipelineGraph.Engine.Tests.Limits.Texts;

namespace PipelineGraph.Engine.Tests.Limits;

public class DocumentLimitTests
{
    public static TheoryData<string, int> Limits => new()
    {
        { "Tokens", 2_000 },
        { "Nesting", 48 },
        { "Depth", 12 },
        { "Repeats", 3 },
        { "Fields", 1_000 },
        { "Aliases", 30 },
        { "QueryRootFields", 10 },
        { "MutationRootFields", 5 },
        { "Directives", 50 },
        { "DirectivesPerLocation", 4 },
        { "Fragments", 50 },
        { "Spreads", 200 },
        { "ExpandedSpreads", 200 },
        { "ExpandedFields", 1_000 },
        { "ListItems", 100 },
        { "IntrospectionDepth", 20 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_document_at_the_limit_is_not_refused_for_it_and_one_above_is(string limit, int max)
    {
        var (at, above) = (Corpus.Read(Document(limit, max)), Corpus.Read(Document(limit, max + 1)));

        Assert.DoesNotContain(at.Errors, error => error is LimitExceededError);
        var refused = Assert.IsType<LimitExceededError>(Assert.Single(above.Errors));
        Assert.Equal("LIMIT_EXCEEDED", refused.Code);
        Assert.Equal((limit, max), (refused.Extensions!["limit"], refused.Extensions["max"]));
    }

    [Fact]
    public void Root_fields_and_aliases_count_as_often_as_their_fragment_is_spread()
    {
        var roots = Corpus.Read("{ ...F ...G } fragment F on Query { ...G } "
            + $"fragment G on Query {{ {Repeat("person { id } ", 6)} }}");
        var aliases = Corpus.Read("{ deals { ...F owner { id deals { ...F } } } } "
            + $"fragment F on Deal {{ {Repeat("a: id ", 16)} }}");

        Assert.Equal("QueryRootFields", Limit(roots));
        Assert.Equal("Aliases", Limit(aliases));
    }

    [Fact]
    public void A_field_repeats_by_its_type_and_name_and_the_fields_of_connections_never_do()
    {
        var three = Corpus.Read($"{{ {Repeat("deals { owner { ", 3)} id {Repeat("} } ", 3)} }}");
        var four = Corpus.Read($"{{ {Repeat("deals { owner { ", 4)} id {Repeat("} } ", 4)} }}");
        var nodes = Corpus.Read($"{{ {Repeat("node { ", 9)} id {Repeat("} ", 9)} }}");

        Assert.True(three.IsValid);
        Assert.Equal("Repeats", Limit(four));
        Assert.Null(Limit(nodes));
    }

    [Fact]
    public void A_chain_of_fragments_that_doubles_49_times_is_refused()
    {
        var doubling = "{ person { ...F0 } } fragment F49 on Person { id } "
            + Each(49, "fragment F# on Person { ...F+ ...F+ } ");

        Assert.Equal("ExpandedSpreads", Limit(Corpus.Read(doubling)));
    }

    [Fact]
    public void Looking_for_fields_that_cannot_be_merged_ends_at_its_limit()
    {
        var limits = new LimitOptions { MergeSteps = 5 };   // the root field once, those below once for each condition

        Assert.True(Corpus.Read("{ person { id name } }", limits).IsValid);
        Assert.Equal("MergeSteps", Limit(Corpus.Read("{ person { id name color } }", limits)));
    }

    [Fact]
    public void A_cycle_of_fragments_is_refused_with_the_rule_that_it_breaks()
    {
        var cycle = Corpus.Read("{ person { ...A } } fragment A on Person { ...B } fragment B on Person { id ...A }");

        var error = Assert.Single(cycle.Errors);
        Assert.Equal("The fragment `A` is spread within itself.", error.Message);
        Assert.EndsWith("#sec-Fragment-spreads-must-not-form-cycles", (string)error.Extensions!["specifiedBy"]!);
    }

    [Theory]
    [InlineData("{ __schema { types { fields { type { fields { name } } } } } }")]
    [InlineData("{ __type(name: \"Deal\") { interfaces { possibleTypes { interfaces { name } } } } }")]
    [InlineData("{ __schema { types { ...T } } } fragment T on __Type { fields { type { fields { name } } } }")]
    public void Introspection_that_recurs_is_refused(string query)
    {
        Assert.Equal("IntrospectionRepeats", Limit(Corpus.Read(query)));
    }

    private static string? Limit(CachedDocument document)
        => document.Errors.OfType<LimitExceededError>().SingleOrDefault()?.Extensions!["limit"] as string;

    private static string Document(string limit, int count) => limit switch
    {
        "Tokens" => Tokens(count),
        "Nesting" => $"{{ ints(any: {Repeat("[", count - 2)}{Repeat("]", count - 2)}) }}",
        "Depth" => $"{{ {Repeat("unknown { ", count - 1)} leaf {Repeat("} ", count - 1)} }}",
        "Repeats" => $"{{ deals {{ id {Repeat("related { ", count)} id {Repeat("} ", count)} }} }}",
        "Fields" => Person(Repeat("id ", count - 1)),
        "Aliases" => Person(Repeat("a: id ", count)),
        "QueryRootFields" => $"{{ {Repeat("person { id } ", count)} }}",
        "MutationRootFields" => $"mutation {{ {Repeat("rename(id: 1, name: \"x\") { id } ", count)} }}",
        "Directives" => Person(Repeat("id @onField ", count)),
        "DirectivesPerLocation" => Person("id " + Repeat("@label(text: \"x\") ", count)),
        "Fragments" => Person(Each(count, "...F#")) + Each(count, "fragment F# on Person { id } "),
        "Spreads" => Person(Repeat("...F ", count)) + "fragment F on Person { id }",
        "ExpandedSpreads" => Person(Repeat("...F ", 99) + Repeat("...G ", count - 198))
            + "fragment F on Person { ...G } fragment G on Person { id }",
        "ExpandedFields" => Person(Repeat("...F ", 9) + Repeat("id ", count - 901))
            + $"fragment F on Person {{ {Repeat("id ", 100)} }}",
        "ListItems" => $"{{ ints(list: [{Repeat("1 ", count)}]) }}",
        "IntrospectionDepth" => "{ __type(name: \"Deal\") { "
            + Repeat("ofType { ", count - 2) + "name " + Repeat("} ", count - 2) + "} }",
        _ => throw new ArgumentOutOfRangeException(nameof(limit)),
    };

    private static string Person(string fields) => $"{{ person {{ {fields} }} }} ";

    // Thirteen tokens around, three for each entry of the object, the remainder in a list; a comment is none.
    private static string Tokens(int count)
        => "{ ints(any: { a: [" + Repeat("1 ", (count - 13) % 3) + "] " + Repeat("a: 1 ", (count - 13) / 3) + "}) } #x";
}
