using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Planning;

public sealed class SqlTests : IAsyncLifetime
{
    private LibraryServer _server = null!;

    public async Task InitializeAsync() => _server = await SmallLibrary.ServeAsync();

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("objects", "{ books(first: 3) { nodes { id title price author { name } translator { name } } } }")]
    [InlineData("filter", """
        { books(where: {or: [{price: {gt: 1.5}}, {translator: {name: {nstartsWith: "U"}}}],
          reviews: {all: {points: {ngt: 3}}}, title: {in: ["a", "b"]}},
          order: [{price: DESC}, {title: ASC}]) { nodes { title } } }
        """)]
    [InlineData("total", "{ books(where: {isLent: {eq: true}}) { totalCount } }")]
    [InlineData("nested-page",
        "{ authors { books(first: 2, order: {pages: DESC}, where: {stars: {neq: 2}}) { nodes { title } } } }")]
    [InlineData("nested-total", "{ authors { books(where: {pages: {gte: 200}}) { totalCount } } }")]
    [InlineData("nested-list", "{ authors { allBooks { title } } compatriot { name } }")]
    [InlineData("newest",
        "{ books(first: 1) { nodes { newestReviews { points } allReviews(last: 1) { text } bestReview { id } } } }")]
    [InlineData("computed",
        "{ books(order: {daysLent: DESC}, where: {daysLent: {gte: 1}}) { nodes { daysLent shelf { row } genres } } }")]
    public async Task Commands_are_as_reviewed(string name, string query)
    {
        var answer = await _server.TextAsync(query);

        Assert.DoesNotContain("\"errors\"", answer, StringComparison.Ordinal);
        Snapshot.Matches(Text(), name + ".sql");
    }

    [Theory]
    [InlineData("after-value", "{subtitle: DESC}")]
    [InlineData("after-null", "{subtitle: ASC}")]
    [InlineData("after-two-keys", "[{pages: DESC}, {translator: {name: ASC}}]")]
    public async Task Pages_behind_a_cursor_seek(string name, string order)
    {
        var first = await _server.RunAsync($"{{ books(first: 1, order: {order}) {{ pageInfo {{ endCursor }} }} }}");
        var cursor = first.At("data", "books", "pageInfo", "endCursor").GetString();

        await _server.TextAsync($"{{ books(first: 1, after: \"{cursor}\", order: {order}) {{ nodes {{ title }} }} }}");

        Snapshot.Matches(Text(), name + ".sql");
    }

    private string Text() => string.Join(";\n\n", _server.Commands).ReplaceLineEndings("\n") + ";\n";
}
