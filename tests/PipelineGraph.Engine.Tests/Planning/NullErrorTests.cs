using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Planning;

/// <summary>`isbn` is not nullable in the schema, and null in the row of book 3.</summary>
public sealed class NullErrorTests : IAsyncLifetime
{
    private LibraryServer _server = null!;

    public async Task InitializeAsync() => _server = await SmallLibrary.ServeAsync(book =>
    {
        if (book.Title is "c") book.Isbn = null;
        if (book.Title is "d") book.SequelId = SmallLibrary.Key(3);
    });

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("{ books { nodes { title isbn } } }", """{"books":{"nodes":null}}""", """["books","nodes",2,"isbn"]""")]
    [InlineData("{ books { edges { node { isbn } } } }", """{"books":{"edges":null}}""",
        """["books","edges",2,"node","isbn"]""")]
    [InlineData("{ books(first: 3) { nodes { title } edges { node { isbn } } totalCount } }",
        """{"books":{"nodes":[{"title":"a"},{"title":"b"},{"title":"c"}],"edges":null,"totalCount":5}}""",
        """["books","edges",2,"node","isbn"]""")]
    [InlineData("{ books(where: {title: {eq: \"d\"}}) { nodes { title sequel { isbn reviews { totalCount } } } } }",
        """{"books":{"nodes":[{"title":"d","sequel":null}]}}""", """["books","nodes",0,"sequel","isbn"]""")]
    [InlineData("{ books(where: {title: {eq: \"c\"}}) { nodes { reviews(first: 1) { nodes { book { isbn } } } } } }",
        """{"books":{"nodes":[{"reviews":{"nodes":null}}]}}""",
        """["books","nodes",0,"reviews","nodes",0,"book","isbn"]""")]
    [InlineData("{ books(where: {title: {eq: \"d\"}}) { nodes { sequel { title "
        + "verdicts { isGood } allReviews { book { isbn } } } "
        + "title verdicts { isGood } } } }",
        """{"books":{"nodes":[{"sequel":null,"title":"d","verdicts":[]}]}}""",
        """["books","nodes",0,"sequel","allReviews",0,"book","isbn"]""",
        """["books","nodes",0,"sequel","allReviews",1,"book","isbn"]""")]
    [InlineData("{ reviewById: node(id: \"UmV2aWV3OgMAAAAAAAAAAAAAAAAAAAA=\") { ... on Review { points critic { name } "
        + "book { title sequel { title } "
        + "allReviews(last: 1) { book { title sequel { allReviews { points } } isbn } } } } } }",
        """{"reviewById":null}""", """["reviewById","book","allReviews",0,"book","isbn"]""")]
    [InlineData("{ bookById(id: \"Qm9vazoDAAAAAAAAAAAAAAAAAAAA\") { isbn } }", """{"bookById":null}""",
        """["bookById","isbn"]""")]
    [InlineData("{ node(id: \"Qm9vazoDAAAAAAAAAAAAAAAAAAAA\") { ... on Book { isbn } } }",
        """{"node":null}""", """["node","isbn"]""")]
    [InlineData("{ compatriot { name allBooks { isbn } } }", """{"compatriot":null}""",
        """["compatriot","allBooks",1,"isbn"]""")]
    [InlineData("{ authors { name allBooks { isbn } } }", "null", """["authors",0,"allBooks",1,"isbn"]""")]
    public async Task A_null_where_none_may_be_takes_the_nearest_nullable_parent_with_it(
        string query, string data, params string[] paths)
    {
        var answer = await _server.RunAsync(query);

        Assert.Equal(data, answer.GetProperty("data").GetRawText());
        var errors = answer.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(paths, errors.Select(error => error.GetProperty("path").GetRawText()));
        Assert.All(errors, error =>
        {
            Assert.Equal("Cannot return null for non-nullable field.", error.GetProperty("message").GetString());
            Assert.Equal("HC0018", error.At("extensions", "code").GetString());
        });
    }

    [Fact]
    public async Task An_argument_error_of_a_list_that_may_not_be_null_takes_the_list_around_it_with_it()
    {
        var answer = await _server.RunAsync(
            "{ books(first: 2) { totalCount nodes { allReviews(last: -1) { points } } } }");

        Assert.Equal("""{"books":{"totalCount":5,"nodes":null}}""", answer.GetProperty("data").GetRawText());
        Assert.Equal(["""["books","nodes",0,"allReviews"]""", """["books","nodes",1,"allReviews"]"""],
            answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetRawText()));
    }
}
