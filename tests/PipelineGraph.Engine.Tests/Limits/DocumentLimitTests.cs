using System.Globalization;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Tests.Validation;

namespace PipelineGraph.Engine.Tests.Limits;

public class DocumentLimitTests
{
    public static TheoryData<string, int, Func<int, string>> Limits => new()
    {
        { "Tokens", 2_000, tokens => $"{{ ints(any: {{ a: [{Repeat("1 ", (tokens - 13) % 3)}] {Repeat("a: 1 ", (tokens - 13) / 3)} }}) }} # {Repeat("no token ", 9)}" },
        { "Depth", 12, depth => $"{{ {Repeat("unknown { ", depth - 1)} leaf {Repeat("} ", depth - 1)} }}" },
        { "Repeats", 3, repeats => $"{{ deals {{ id {Repeat("related { ", repeats)} id {Repeat("} ", repeats)} }} }}" },
        { "Fields", 1_000, fields => $"{{ person {{ {Repeat("id ", 900)} {Repeat("id ", fields - 901)} }} }}" },
        { "Aliases", 30, aliases => $"{{ person {{ {Repeat("a: id ", aliases)} }} }}" },
        { "QueryRootFields", 10, fields => $"{{ {Repeat("person { id } ", fields)} }}" },
        { "MutationRootFields", 5, fields => $"mutation {{ {Repeat("rename(id: 1, name: \"x\") { id } ", fields)} }}" },
        { "DirectivesPerLocation", 4, directives => $"{{ person {{ id {Repeat("@label(text: \"x\") ", directives)} }} }}" },
        { "Directives", 50, directives => $"{{ person {{ {Repeat("id @onField ", directives)} }} }}" },
        { "Fragments", 50, fragments => $"{{ person {{ {Each(fragments, "...F#")} }} }} {Each(fragments, "fragment F# on Person { id } ")}" },
        { "Spreads", 200, spreads => $"{{ person {{ {Repeat("...F ", spreads)} }} }} fragment F on Person {{ id }}" },
        { "ExpandedSpreads", 200, spreads => $"{{ person {{ {Repeat("...F ", 99)} {Repeat("...G ", spreads - 198)} }} }} fragment F on Person {{ ...G }} fragment G on Person {{ id }}" },
        { "ExpandedFields", 1_000, fields => $"{{ person {{ {Repeat("...F ", 9)} {Repeat("id ", fields - 901)} }} }} fragment F on Person {{ {Repeat("id ", 100)} }}" },
        { "ListItems", 100, items => $"{{ ints(list: [{Repeat("1 ", items)}]) }}" },
        { "Nesting", 48, brackets => $"{{ ints(any: {Repeat("[", brackets - 2)}{Repeat("]", brackets - 2)}) }}" },
        { "IntrospectionDepth", 20, depth => $"{{ __type(name: \"Deal\") {{ name {Repeat("ofType { ", depth - 2)} name {Repeat("} ", depth - 2)} }} }}" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_document_at_the_limit_is_not_refused_for_it_and_one_above_is(string limit, int max, Func<int, string> document)
    {
        var (at, above) = (Corpus.Read(document(max)), Corpus.Read(document(max + 1)));

        Assert.DoesNotContain(at.Errors, error => error is LimitExceededError);
        var refused = Assert.IsType<LimitExceededError>(Assert.Single(above.Errors));
        Assert.Equal(("LIMIT_EXCEEDED", limit, max), (refused.Code, refused.Extensions!["limit"], refused.Extensions["max"]));
    }

    [Fact]
    public void Root_fields_and_aliases_count_as_often_as_their_fragment_is_spread()
    {
        var roots = Corpus.Read("{ ...F ...G } fragment F on Query { ...G } fragment G on Query { " + Repeat("person { id } ", 6) + "}");
        var aliases = Corpus.Read("{ deals { ...F owner { id deals { ...F } } } } fragment F on Deal { " + Repeat("a: id ", 16) + "}");

        Assert.Equal("QueryRootFields", Limit(roots));
        Assert.Equal("Aliases", Limit(aliases));
    }

    [Fact]
    public void Connections_do_not_count_as_repeats_and_interfaces_count_by_their_own_name()
    {
        var other = Corpus.Read("{ deals { owner { deals { owner { deals { owner { id } } } } } } }");
        var fourth = Corpus.Read("{ deals { owner { deals { owner { deals { owner { deals { owner { id } } } } } } } } }");

        Assert.True(other.IsValid);
        Assert.Equal("Repeats", Limit(fourth));
    }

    [Fact]
    public void A_chain_of_fragments_that_doubles_49_times_is_refused()
    {
        var doubling = "{ person { ...F0 } } fragment F49 on Person { id } "
            + Each(49, "fragment F# on Person { ...F+ ...F+ } ");

        Assert.Equal("ExpandedSpreads", Limit(Corpus.Read(doubling)));
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
    [InlineData("{ __schema { types { ...T } } } fragment T on __Type { fields { type { ...U } } } fragment U on __Type { fields { name } }")]
    public void Introspection_that_recurs_is_refused(string query)
    {
        Assert.Equal("IntrospectionRepeats", Limit(Corpus.Read(query)));
    }

    private static string? Limit(CachedDocument document)
        => document.Errors.OfType<LimitExceededError>().SingleOrDefault()?.Extensions!["limit"] as string;

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Each(int count, string template) => string.Concat(Enumerable.Range(0, count).Select(i => template
        .Replace("#", i.ToString(CultureInfo.InvariantCulture))
        .Replace("+", (i + 1).ToString(CultureInfo.InvariantCulture))));
}
