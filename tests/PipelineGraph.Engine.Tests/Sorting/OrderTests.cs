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

        var nodes = answer.At("data", "books", "nodes").EnumerateArray();
        Assert.Equal(expected,
            string.Join(' ', nodes.Select(node => $"{node.GetProperty("title")}{node.GetProperty("pages")}")));
    }

    private static Book Book(Author author, string title, int pages, byte id)
        => new() { Id = new Guid(id, 0, 0, new byte[8]), Author = author, Title = title, Pages = pages };
}
