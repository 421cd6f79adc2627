using GraphQL.Resolvers;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Engine.Tests.Planning;

/// <summary>Objects computed for a level of rows at once, and the rows that they name.</summary>
public sealed class ComputedFieldTests : IAsyncLifetime
{
    private const string Filter = "books(where: {title: {in: [\"a\", \"c\"]}})";
    private LibraryServer _server = null!;

    public async Task InitializeAsync() => _server = await SmallLibrary.ServeAsync(
        book =>
        {
            if (book.Title is "d") book.Isbn = null;
        },
        services => services.AddSingleton<ObjectFields, OfferQueries>());

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Computed_objects_show_their_values_and_the_rows_that_they_name()
    {
        var data = await DataAsync($$"""
            { {{Filter}} { nodes { title offers { __typename price until bookId book { title }
              translator { name } rivals { name } terms { text author { name } } } bestOffer { price } } } }
            """);

        var rest = $"\"bookId\":\"{SmallLibrary.BookId(3)}\","
            + "\"book\":{\"title\":\"c\"},\"translator\":null,\"rivals\":[{\"name\":\"Undset\"},{\"name\":\"Ibsen\"}]";
        Assert.Equal("""{"books":{"nodes":[{"title":"a","offers":[],"bestOffer":null},{"title":"c","offers":["""
            + $$"""{"__typename":"Offer","price":1.5,"until":"2026-03-03",{{rest}},"terms":null},"""
            + $$$"""{"__typename":"Offer","price":3.0,"until":"2026-03-04",{{{rest}}},"""
            + "\"terms\":" + """{"text":"terms 2","author":{"name":"Ibsen"}}}],"""
            + "\"bestOffer\":" + """{"price":1.5}}]}}""", data);
    }

    [Theory]
    [InlineData(1, "{ books { nodes { title } } }")]
    [InlineData(2, "{ books { nodes { title offers { price bookId } } } }")]
    [InlineData(5, "{ books(where: {title: {neq: \"d\"}}) { nodes { offers { book { title } rivals { name } "
        + "terms { author { name } } } } } }")]
    [InlineData(3, "{ books { nodes { offers { book { sequel { author { name } } } } } } }")]
    [InlineData(4, "{ books { nodes { offers { rivals { books { totalCount } } } } } }")]
    [InlineData(2, "{ books { nodes { offers @skip(if: true) { price } sequel { bestOffer { price } } } } }")]
    public async Task The_computation_and_each_kind_of_row_cost_one_command(int commands, string query)
    {
        await DataAsync(query);
        Assert.Equal(commands, _server.Commands.Count);

        await _server.AddAsync([.. Enumerable.Range(0, 5).Select(i => new Book
        {
            Title = $"x{i}", AuthorId = SmallLibrary.Key(1), SequelId = SmallLibrary.Key(5), Isbn = "x", Pages = 900
        })]);
        await DataAsync(query);
        Assert.Equal(commands, _server.Commands.Count);
    }

    [Fact]
    public async Task A_row_that_is_missing_makes_the_nearest_object_null_that_may_be()
    {
        var answer = await _server.RunAsync(
            "{ books(where: {title: {eq: \"d\"}}) "
            + "{ nodes { offers { price terms { author { name } text } bookId } } } }");

        var id = SmallLibrary.BookId(4);
        Assert.Equal($$"""{"books":{"nodes":[{"offers":[{"price":1.5,"terms":null,"bookId":"{{id}}"},"""
            + $$"""{"price":3.0,"terms":null,"bookId":"{{id}}"},"""
            + $$$"""{"price":4.5,"terms":null,"bookId":"{{{id}}}"}]}]}}""",
            answer.GetProperty("data").GetRawText());
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("""["books","nodes",0,"offers",1,"terms","author"]""", error.GetProperty("path").GetRawText());
        Assert.Equal("HC0018", error.At("extensions", "code").GetString());
    }

    [Fact]
    public async Task A_list_without_such_an_object_is_lost_whole_with_the_index_in_the_path()
    {
        var answer = await _server.RunAsync("{ offer(rival: 9) { price rivals { name } } }");

        Assert.Equal("""{"offer":null}""", answer.GetProperty("data").GetRawText());
        Assert.Equal("""["offer","rivals",1]""",
            Assert.Single(answer.GetProperty("errors").EnumerateArray()).GetProperty("path").GetRawText());
    }

    [Fact]
    public async Task The_same_object_made_by_a_resolver_shows_the_same()
    {
        var data = await DataAsync("""
            { offer(rival: 1) { __typename price until bookId book { title } translator { name } rivals { name }
              terms { text author { name } } } }
            """);

        var id = SmallLibrary.BookId(1);
        Assert.Equal($$"""{"offer":{"__typename":"Offer","price":1.5,"until":"2026-03-02","bookId":"{{id}}","""
            + "\"book\":" + """{"title":"a"},"translator":null,"rivals":[{"name":"Undset"},{"name":"Ibsen"}],"""
            + "\"terms\":" + """{"text":"t","author":{"name":"Ibsen"}}}}""", data);
    }

    private async Task<string> DataAsync(string query)
    {
        var answer = await _server.RunAsync(query);

        Assert.Empty(_server.Failures);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data").GetRawText();
    }

    private sealed class OfferQueries : ObjectFields
    {
        public OfferQueries() => Resolved(new FieldType
        {
            Name = "offer",
            Arguments = new QueryArguments(new QueryArgument<IntGraphType> { Name = "rival" }),
            ResolvedType = new GraphQLTypeReference("Offer"),
            Resolver = new FuncFieldResolver<Offer>(context => new Offer(SmallLibrary.Key(1), null,
                [SmallLibrary.Key(2), SmallLibrary.Key((byte)(int)context.Arguments!["rival"].Value!)], 1.5m,
                new DateOnly(2026, 3, 2), new Terms("t", SmallLibrary.Key(1))))
        });
    }
}
