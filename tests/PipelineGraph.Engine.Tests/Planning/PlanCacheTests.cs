using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Planning;

public sealed class PlanCacheTests
{
    private const string Query = """
        query($pages: Int, $price: Decimal, $titles: [String], $first: Int, $dir: SortEnumType) {
          books(first: $first, where: {pages: {gte: $pages}, price: {neq: $price}, title: {in: $titles}},
            order: {title: $dir}) {
            totalCount nodes { title author { books(first: $first) { nodes { pages } } } } } }
        """;

    [Fact]
    public async Task Other_values_of_the_same_shape_compile_nothing()
    {
        using var server = await SmallLibrary.ServeAsync();
        await server.TextAsync(Query, """{"pages":1,"price":1.5,"titles":["a"],"first":1,"dir":"ASC"}""");
        var compiled = server.Compilations;

        var answer = await server.RunAsync(
            Query, """{"pages":200,"price":3,"titles":["a","b","c","d"],"first":3,"dir":"ASC"}""");

        Assert.Equal(compiled, server.Compilations);
        Assert.Equal(3, answer.At("data", "books", "totalCount").GetInt32());
    }

    [Theory]
    [InlineData("""{"pages":1,"price":null,"titles":["a"],"first":1,"dir":"ASC"}""")]
    [InlineData("""{"pages":1,"titles":["a"],"first":1,"dir":"ASC"}""")]
    [InlineData("""{"pages":1,"price":1.5,"titles":["a",null],"first":1,"dir":"ASC"}""")]
    [InlineData("""{"pages":1,"price":1.5,"titles":["a"],"first":1,"dir":"DESC"}""")]
    public async Task Another_shape_is_another_plan(string variables)
    {
        using var server = await SmallLibrary.ServeAsync();
        await server.TextAsync(Query, """{"pages":1,"price":1.5,"titles":["a"],"first":1,"dir":"ASC"}""");
        var compiled = server.Compilations;

        await server.TextAsync(Query, variables);

        Assert.NotEqual(compiled, server.Compilations);
    }

    [Theory]
    [InlineData("{}", """{"price":null}""", """{"price":12.345}""")]
    [InlineData("""{"price":null}""", "{}", """{"price":12.345}""")]
    [InlineData("""{"price":12.345}""", """{"price":null}""", "{}")]
    public async Task A_variable_that_is_absent_null_or_given_means_no_filter_null_or_its_value(
        params string[] requests)
    {
        const string query = "query($price: Decimal) { books(where: {price: {eq: $price}}) { totalCount } }";
        using var server = await SmallLibrary.ServeAsync();

        foreach (var variables in requests)
        {
            var answer = await server.RunAsync(query, variables);

            var expected = variables switch { "{}" => 5, """{"price":null}""" => 4, _ => 1 };
            Assert.Equal(expected, answer.At("data", "books", "totalCount").GetInt32());
        }
    }

    [Fact]
    public async Task The_least_recently_used_plan_makes_room()
    {
        using var server = new LibraryServer(planning: options => options.CachedPlans = 2);
        string[] queries =
            ["{ books { nodes { title } } }", "{ books { nodes { pages } } }", "{ books { nodes { stars } } }"];
        foreach (var query in queries) await server.TextAsync(query);
        var compiled = server.Compilations;

        await server.TextAsync(queries[1]);
        await server.TextAsync(queries[2]);
        var kept = server.Compilations;
        await server.TextAsync(queries[0]);

        Assert.Equal((compiled, compiled + 1), (kept, server.Compilations));
    }

    [Fact]
    public void By_default_256_plans_are_kept() => Assert.Equal(256, new PlanningOptions().CachedPlans);
}
