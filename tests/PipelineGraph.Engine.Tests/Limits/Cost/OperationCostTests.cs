using System.Text;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Limits.Cost;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Engine.Tests.Limits.Cost;

public class OperationCostTests
{
    private static readonly OperationCosts Costs = NewCosts();

    [Theory]
    [InlineData("{ book { title author { name } } }", 11, 3)]
    [InlineData("{ books(first: 50) { edges { node { title author { name } } } } }", 111, 152)]
    public void Examples_of_Hot_Chocolates_documentation_cost_what_it_says(string query, double field, double type)
        => Assert.Equal(new OperationCost(field, type), Of(query));

    [Theory]
    [InlineData("{ books { nodes { title } } }", 11, 12)]   // ten without an argument
    [InlineData("{ books(last: 3) { nodes { title } totalCount } }", 21, 5)]
    [InlineData("{ books(first: 3, last: 7) { nodes { title } } }", 11, 9)]   // the larger one
    [InlineData("{ recent { title } }", 1, 11)]
    [InlineData("{ recent(last: 3) { author { name } } }", 4, 7)]
    [InlineData("{ all { author { name } } }", 31, 61)]
    [InlineData("{ book { chapters { chapters { title } } } }", 80, 44)]
    [InlineData("{ some { title } }", 1, 2)]   // nothing is known of its length
    [InlineData("{ nodes(ids: [\"a\", \"b\", \"c\"]) { related { id } } }", 13, 7)]
    public void Length_of_a_list_multiplies_what_is_below_it(string query, double field, double type)
        => Assert.Equal(new OperationCost(field, type), Of(query));

    [Theory]
    [InlineData("""{"n":50}""", 51, 101)]
    [InlineData("""{"n":null}""", 11, 21)]   // as without the argument
    [InlineData("""{}""", 6, 11)]   // the variable's default
    public void Length_may_come_in_a_variable(string variables, double field, double type)
        => Assert.Equal(new OperationCost(field, type),
            Of("query ($n: Int = 5) { recent(last: $n) { author { name } } }", variables));

    [Fact]
    public void Ids_in_a_variable_count_like_those_in_the_document()
        => Assert.Equal(Of("{ nodes(ids: [\"a\", \"b\"]) { related { id } } }"),
            Of("query ($ids: [ID!]) { nodes(ids: $ids) { related { id } } }", """{"ids":["a","b"]}"""));

    [Fact]
    public void A_filter_costs_the_same_in_the_document_in_a_variable_in_a_part_and_as_a_default()
    {
        const string Filter = """{ or: [{ title: { contains: "x" } }, { title: { eq: "y" } }] }""";
        const string Json = """{"or":[{"title":{"contains":"x"}},{"title":{"eq":"y"}}]}""";

        var written = Of($$"""{ books(where: {{Filter}}) { totalCount } }""");

        Assert.Equal(new OperationCost(10 + 10 + 20 + 1 + 10 + 1 + 10, 2), written);
        Assert.Equal(written, Of("query ($w: BookFilter) { books(where: $w) { totalCount } }", $$"""{"w":{{Json}}}"""));
        Assert.Equal(written, Of($$"""query ($w: BookFilter = {{Filter}}) { books(where: $w) { totalCount } }"""));
        Assert.Equal(written, Of(
            """query ($t: TextFilter) { books(where: { or: [{ title: $t }, { title: { eq: "y" } }] }) { totalCount } }""",
            """{"t":{"contains":"x"}}"""));
    }

    [Fact]
    public void What_does_not_fit_in_a_variable_costs_nothing_because_it_is_refused_later()
    {
        const string Query = "query ($w: BookFilter, $n: Int) { books(where: $w, first: $n) { totalCount } }";

        Assert.Equal(Of(Query, """{"w":{"title":{}},"n":1}"""),
            Of(Query, """{"w":{"nope":[1],"title":7},"n":"many"}"""));
    }

    [Theory]
    [InlineData("{ book { title author { name } ...A } } fragment A on Book { author { id } }")]
    [InlineData("{ book { title } book { author { name } } }")]
    [InlineData("{ ... on Query { book { author { name } ... on Node { id } } } }")]
    public void Fields_of_one_name_count_once_with_all_that_is_below_them(string query)
        => Assert.Equal(new OperationCost(11, 3), Of(query));

    [Fact]
    public void A_second_selection_of_a_field_is_not_free()
        => Assert.Equal(Of("{ book { title chapters { title } } }"), Of("{ book { title } book { chapters { title } } }"));

    [Fact]
    public void An_object_of_several_types_costs_what_the_costliest_does()
    {
        var cost = Of("{ node { id ... on Author { name } ... on Book { chapters { title } } related { id } } }");

        Assert.Equal(new OperationCost(1 + 10 + 1, 1 + 1 + 6 + 1), cost);
    }

    [Fact]
    public void Mutations_and_subscriptions_have_a_cost()
    {
        Assert.Equal(new OperationCost(10, 2), Of("mutation { lend { title } }"));
        Assert.Equal(new OperationCost(2, 3), Of("subscription { lent { author { name } } }"));
    }

    [Fact]
    public void The_largest_numbers_neither_overflow_nor_turn_round()
    {
        var query = "{ recent(last: 2147483647) { chapters { chapters { chapters { title } } } } }";
        var digits = new string('9', 400);

        Assert.True(Of(query).TypeCost > 1e11);
        Assert.Equal(1_000_000_000_000_000L, OperationCost.Number(Of($"{{ recent(last: {digits}) {{ author {{ id }} }} }}").TypeCost));
        Assert.Equal(0, Of("{ recent(last: -5) { author { id } } }").FieldCost - 1);
    }

    [Fact]
    public void The_documents_that_the_gate_lets_pass_are_weighed_in_a_linear_number_of_steps()
    {
        var document = Parser.Parse("{ node { ...F0 } } " + Texts.Each(24, "fragment F# on Node { related { ...F+ } } ")
            + "fragment F24 on Node { id " + Texts.Repeat("... on Book { title } ", 50) + "}");

        var clock = System.Diagnostics.Stopwatch.StartNew();
        NewCosts().Of(document, document.Definitions.OfType<GraphQLOperationDefinition>().Single(), null);

        Assert.True(clock.ElapsedMilliseconds < 500);   // doubling at each of 24 interfaces would take minutes
    }

    private static OperationCosts NewCosts()
    {
        var schema = new CostSchema();
        schema.Initialize();
        return new OperationCosts(schema);
    }

    private static OperationCost Of(string query, string variables = "{}")
    {
        var document = Parser.Parse(query);
        return Costs.Of(document, document.Definitions.OfType<GraphQLOperationDefinition>().Single(),
            RequestReader.ReadInputs("variables", Encoding.UTF8.GetBytes(variables), new LimitOptions()));
    }
}
