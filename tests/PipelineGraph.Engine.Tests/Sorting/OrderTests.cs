using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Sorting;

public sealed class OrderTests : IDisposable
{
    private readonly LibraryServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_key_behind_the_id_orders_nothing_and_does_not_widen_a_nested_page()
    {
        var author = new Author { Name = "Hamsun" };
        await _server.AddAsync(author, Book(author, "a", 2, 1), Book(author, "b", 1, 2), Book(author, "a", 1, 3));

        var answer = await _server.TextAsync(
            "{ authors { books(first: 2, order: [{id: ASC}, {title: ASC}], where: {pages: {eq: 1}}) "
            + "{ nodes { title pages } } } }");

        Assert.Equal(
            """{"data":{"authors":[{"books":{"nodes":[{"title":"b","pages":1},{"title":"a","pages":1}]}}]}}""", answer);
    }

    [Theory]
    [InlineData("{pages: ASC, title: DESC}", "b1 a1 a2")]
    [InlineData("{title: DESC, pages: ASC}", "b1 a1 a2")]
    [InlineData("{title: ASC, pages: DESC}", "a2 a1 b1")]
    [InlineData("{pages: DESC, title: ASC}", "a2 a1 b1")]
    [InlineData("{pages: ASC, author: {name: ASC}, title: ASC}", "a1 b1 a2")]
    [InlineData("{author: {country: ASC, name: ASC}, pages: DESC}", "a2 a1 b1")]
    public async Task Keys_of_one_object_apply_in_the_order_in_which_they_are_written(string order, string expected)
    {
        var author = new Author { Name = "Hamsun" };
        await _server.AddAsync(author, Book(author, "a", 1, 2), Book(author, "b", 1, 1), Book(author, "a", 2, 3));

        var answer = await _server.RunAsync($"{{ books(order: {order}) {{ nodes {{ title pages }} }} }}");

        Assert.Equal(expected, Titles(answer));
    }

    [Theory]
    [InlineData("{title: DESC, pages: ASC}", "b1 a1 a2")]
    [InlineData("{title: ASC, pages: DESC}", "a2 a1 b1")]
    [InlineData("{pages: DESC, title: ASC}", "a2 a1 b1")]
    [InlineData("{pages: ASC, title: ASC}", "a1 b1 a2")]
    [InlineData("{pages: ASC, author: {name: ASC}, title: DESC}", "b1 a1 a2")]
    public async Task Keys_of_one_object_of_a_variable_apply_in_the_order_in_which_they_are_sent(
        string order, string expected)
    {
        var author = new Author { Name = "Hamsun" };
        await _server.AddAsync(author, Book(author, "a", 1, 2), Book(author, "b", 1, 1), Book(author, "a", 2, 3));
        var json = System.Text.RegularExpressions.Regex.Replace(order, "[a-zA-Z]+", "\"$0\"");

        var whole = await _server.RunAsync(
            "query($o: [BookSortInput!]) { books(order: $o) { nodes { title pages } } }", $$"""{"o":{{json}}}""");
        var item = await _server.RunAsync(
            "query($o: BookSortInput!) { books(order: [$o]) { nodes { title pages } } }", $$"""{"o":{{json}}}""");

        Assert.Equal((expected, expected), (Titles(whole), Titles(item)));
    }

    private static string Titles(System.Text.Json.JsonElement answer)
        => string.Join(' ', answer.At("data", "books", "nodes").EnumerateArray()
            .Select(node => $"{node.GetProperty("title")}{node.GetProperty("pages")}"));

    private static Book Book(Author author, string title, int pages, byte id)
        => new() { Id = new Guid(id, 0, 0, new byte[8]), Author = author, Title = title, Pages = pages };
}
