using System.Globalization;
using System.Text;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Tests.Paging;

public sealed class PageArgumentTests : IAsyncLifetime
{
    private LibraryServer _server = null!;

    public async Task InitializeAsync() => _server = await SmallLibrary.ServeAsync();

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("", "abcde", false, false)]
    [InlineData("first: 2", "ab", true, false)]
    [InlineData("first: 5", "abcde", false, false)]
    [InlineData("first: 0", "", true, false)]
    [InlineData("last: 2", "de", false, true)]
    [InlineData("last: 5", "abcde", false, false)]
    [InlineData("last: 0", "", false, true)]
    [InlineData("first: 3, last: 1", "c", true, true)]
    [InlineData("first: 3, last: 5", "abc", true, false)]
    [InlineData("first: 2, after: $b", "cd", true, true)]
    [InlineData("first: 3, after: $b", "cde", false, true)]
    [InlineData("first: 2, after: $e", "", false, true)]
    [InlineData("last: 2, before: $d", "bc", true, true)]
    [InlineData("last: 5, before: $d", "abc", true, false)]
    [InlineData("last: 2, before: $a", "", true, false)]
    [InlineData("first: 1, after: $a, before: $d", "b", true, true)]
    [InlineData("last: 1, after: $a, before: $d", "c", true, true)]
    [InlineData("first: null, after: null", "abcde", false, false)]
    public async Task A_page_shows_what_its_arguments_say(
        string arguments, string titles, bool hasNext, bool hasPrevious)
    {
        var cursors = (await CursorsAsync("title: ASC")).Select(cursor => $"\"{cursor.Key}\":\"{cursor.Value}\"");
        var list = arguments.Length > 0 ? $", {arguments}" : "";

        var answer = await _server.RunAsync(
            "query($a: String, $b: String, $d: String, $e: String) { books(order: {title: ASC}" + list + ") "
            + "{ edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } "
            + "all: books(after: $a, before: $b) { totalCount } more: books(after: $d, before: $e) { totalCount } }",
            $"{{{string.Join(",", cursors)}}}");

        var books = answer.At("data", "books");
        var edges = books.GetProperty("edges").EnumerateArray().ToList();
        var page = books.GetProperty("pageInfo");
        Assert.Equal(titles, string.Concat(edges.Select(edge => edge.At("node", "title").GetString())));
        Assert.Equal(hasNext, page.GetProperty("hasNextPage").GetBoolean());
        Assert.Equal(hasPrevious, page.GetProperty("hasPreviousPage").GetBoolean());
        Assert.Equal(edges.Count > 0 ? edges[0].GetProperty("cursor").GetString() : null,
            page.GetProperty("startCursor").GetString());
        Assert.Equal(edges.Count > 0 ? edges[^1].GetProperty("cursor").GetString() : null,
            page.GetProperty("endCursor").GetString());
    }

    [Fact]
    public async Task Wrong_arguments_are_answered_as_reviewed()
    {
        string[] queries =
        [
            "{ books(first: 51) { nodes { title } } }",
            "{ books(last: 51) { nodes { title } } }",
            "{ books(first: -1) { nodes { title } } }",
            "{ books(last: -1) { nodes { title } } }",
            "{ books(after: \"\") { nodes { title } } }",
            "{ books(before: \"%garbage\") { nodes { title } } }",
            "{ authors { name books(first: -1) { nodes { title } } } }",
            "{ books(where: {pages: {gt: null}}) { nodes { title } } }",
            "{ books(where: {title: {ncontains: null}}) { nodes { title } } }",
            "{ books(where: {price: {nlt: null}}) { nodes { title } } }",
            "{ books(where: {genre: {in: null}}) { nodes { title } } }",
            "{ books(where: {id: {in: null}}) { nodes { title } } }",
            "{ books(where: {title: null}) { nodes { title } } }",
            "{ books(where: {author: null}) { nodes { title } } }",
            "{ books(where: {reviews: {some: null}}) { nodes { title } } }",
            "{ books(where: {id: {eq: \"garbage\"}}) { nodes { title } } }",
            $"{{ books(where: {{id: {{in: [\"{SmallLibrary.AuthorId(1)}\"]}}}}) {{ nodes {{ title }} }} }}",
            $"{{ bookById(id: \"{SmallLibrary.AuthorId(1)}\") {{ title }} }}",
            "{ bookById(id: \"garbage\") { title } }",
            $"{{ bookById(id: \"{SmallLibrary.BookId(99)}\") {{ title }} }}",
            "{ node(id: \"garbage\") { id } }",
            $"{{ node(id: \"{SmallLibrary.BookId(99)}\") {{ id }} }}",
            $"{{ node(id: \"{NodeIdCodec.Encode("Planet", SmallLibrary.Key(1))}\") {{ id }} }}"
        ];

        var text = new StringBuilder();
        foreach (var query in queries)
            text.Append(CultureInfo.InvariantCulture, $"{query}\n{await _server.TextAsync(query)}\n\n");

        Snapshot.Matches(text.ToString(), "errors.txt");
    }

    [Fact]
    public async Task A_cursor_of_another_order_or_cut_short_is_refused()
    {
        var cursor = (await CursorsAsync("title: ASC"))["b"];
        string[] queries =
        [
            $"{{ books(after: \"{cursor}\", order: {{title: DESC}}) {{ nodes {{ title }} }} }}",
            $"{{ books(after: \"{cursor}\") {{ nodes {{ title }} }} }}",
            $"{{ books(before: \"{cursor[..^4]}\", order: {{title: ASC}}) {{ nodes {{ title }} }} }}",
            $"{{ books(after: \"{cursor}AAAA\", order: {{title: ASC}}) {{ nodes {{ title }} }} }}"
        ];

        foreach (var query in queries)
        {
            var answer = await _server.RunAsync(query);
            var extensions = answer.GetProperty("errors")[0].GetProperty("extensions");
            Assert.Equal("HC0078", extensions.GetProperty("code").GetString());
            Assert.Equal(query.Contains("before", StringComparison.Ordinal) ? "before" : "after",
                extensions.GetProperty("argument").GetString());
        }
    }

    [Fact]
    public async Task A_wrong_argument_under_many_parents_is_reported_fifty_times()
    {
        await _server.AddAsync([.. Enumerable.Range(0, 60).Select(i => new Author { Name = $"author {i:00}" })]);

        var answer = await _server.RunAsync("{ authors { name books(first: 99) { nodes { title } } } }");

        Assert.Equal(50, answer.GetProperty("errors").GetArrayLength());
        Assert.Equal("""["authors",49,"books"]""", answer.GetProperty("errors")[49].GetProperty("path").GetRawText());
        Assert.Equal(62, answer.At("data", "authors").GetArrayLength());
    }

    private async Task<Dictionary<string, string>> CursorsAsync(string order)
    {
        var answer = await _server.RunAsync(
            $"{{ books(order: {{{order}}}) {{ edges {{ cursor node {{ title }} }} }} }}");
        return answer.At("data", "books", "edges").EnumerateArray().ToDictionary(
            edge => edge.At("node", "title").GetString()!,
            edge => edge.GetProperty("cursor").GetString()!);
    }
}
