using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Planning;

public sealed class SelectionTests : IAsyncLifetime
{
    private LibraryServer _server = null!;

    public async Task InitializeAsync() => _server = await SmallLibrary.ServeAsync();

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("""
        { books(first: 1) { nodes { title pages } }
          books(first: 1) { nodes { pages author { name } } nodes { author { country } } } }
        """,
        """{"books":{"nodes":[{"title":"a","pages":100,"author":{"name":"Ibsen","country":"NO"}}]}}""")]
    [InlineData("""
        { x: books(first: 1) { y: nodes { z: title title w: author { v: name }
          u: reviews(first: 1) { t: nodes { points } } } } }
        """,
        """{"x":{"y":[{"z":"a","title":"a","w":{"v":"Ibsen"},"u":{"t":[{"points":1}]}}]}}""")]
    [InlineData("""
        query { ...Q } fragment Q on Query { books(first: 1) { ...C } }
        fragment C on BooksConnection { nodes { ...A ...B } }
        fragment A on Book { title ...B } fragment B on Book { pages author { ...N } } fragment N on Author { name }
        """, """{"books":{"nodes":[{"title":"a","pages":100,"author":{"name":"Ibsen"}}]}}""")]
    [InlineData("""
        { books(first: 1) { nodes { title @skip(if: true) pages @include(if: true)
          ... @include(if: false) { stars } } } }
        """,
        """{"books":{"nodes":[{"pages":100}]}}""")]
    [InlineData("{ books(first: 1) { nodes { ... on Node { id } ... on Book { title } ... { pages } __typename } } }",
        """{"books":{"nodes":[{"id":"Qm9vazoBAAAAAAAAAAAAAAAAAAAA","title":"a","pages":100,"__typename":"Book"}]}}""")]
    [InlineData("{ books(first: 1) { x: __typename edges { x: __typename } pageInfo { x: __typename } } }",
        """{"books":{"x":"BooksConnection","edges":[{"x":"BooksEdge"}],"pageInfo":{"x":"PageInfo"}}}""")]
    [InlineData("{ books(first: 1) { nodes { state { x: __typename } shelf { marks { x: __typename } } } } }",
        """{"books":{"nodes":[{"state":{"x":"State"},"shelf":{"marks":[{"x":"ShelfMark"},{"x":"ShelfMark"}]}}]}}""")]
    [InlineData("{ a: books(first: 1) { nodes { title } } b: books(last: 1) { nodes { title } } }",
        """{"a":{"nodes":[{"title":"a"}]},"b":{"nodes":[{"title":"e"}]}}""")]
    [InlineData("""
        { books(first: 1) { nodes { a: reviews(first: 1) { nodes { points } }
          b: reviews(last: 1) { nodes { points } } } } }
        """,
        """{"books":{"nodes":[{"a":{"nodes":[{"points":1}]},"b":{"nodes":[{"points":4}]}}]}}""")]
    public async Task A_selection_shapes_the_answer(string query, string data)
    {
        var answer = await _server.TextAsync(query);

        Assert.Equal($$"""{"data":{{data}}}""", answer);
    }

    [Fact]
    public async Task Nodes_of_several_types_come_in_the_order_of_the_ids_null_where_there_is_none()
    {
        var book = SmallLibrary.BookId(2);
        string[] ids = [book, SmallLibrary.AuthorId(2), SmallLibrary.BookId(99), book];

        var answer = await _server.TextAsync(
            $"{{ nodes(ids: [{string.Join(", ", ids.Select(id => $"\"{id}\""))}]) "
            + "{ __typename ... on Book { title reviews(first: 1) { totalCount nodes { points } } } "
            + "... on Author { name } } }");

        const string shown = """{"__typename":"Book","title":"b","reviews":{"totalCount":2,"nodes":[{"points":2}]}}""";
        Assert.Equal(
            $$$"""{"data":{"nodes":[{{{shown}}},{"__typename":"Author","name":"Undset"},null,{{{shown}}}]}}""", answer);
    }

    [Fact]
    public async Task Include_follows_its_variable_from_request_to_request()
    {
        const string query = "query($all: Boolean!) { books(first: 1) { nodes { title pages @include(if: $all) } } }";

        var with = await _server.TextAsync(query, """{"all":true}""");
        var without = await _server.TextAsync(query, """{"all":false}""");

        Assert.Equal("""{"data":{"books":{"nodes":[{"title":"a","pages":100}]}}}""", with);
        Assert.Equal("""{"data":{"books":{"nodes":[{"title":"a"}]}}}""", without);
    }
}
