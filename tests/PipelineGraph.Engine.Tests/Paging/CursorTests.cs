using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Paging;

public sealed class CursorTests : IDisposable
{
    private readonly LibraryServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_cursor_over_a_very_long_text_is_accepted()
    {
        var text = new string('x', 20_000);
        var author = new Author { Name = "Lagerlöf" };
        await _server.AddAsync(
            author, new Book { Author = author, Title = text + "a" }, new Book { Author = author, Title = text + "b" });
        var first = await _server.RunAsync("{ books(first: 1, order: {title: ASC}) { pageInfo { endCursor } } }");
        var cursor = first.At("data", "books", "pageInfo", "endCursor").GetString();

        var next = await _server.TextAsync(
            "query($after: String) { books(after: $after, order: {title: ASC}, where: {title: {endsWith: \"b\"}}) "
            + "{ totalCount nodes { pages } } }",
            $"{{\"after\":\"{cursor}\"}}");

        Assert.Equal("""{"data":{"books":{"totalCount":1,"nodes":[{"pages":0}]}}}""", next);
    }
}
