using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Tests.Mutations;

/// <summary>A payload that refers to a row in hand; here it has another title than the database's, to tell them
/// apart.</summary>
public sealed class RowInHandTests
{
    private static readonly string Variables = $$"""{"book": "{{SmallLibrary.BookId(1)}}"}""";

    [Fact]
    public async Task Own_columns_are_shown_from_it_without_a_command()
    {
        using var server = await ServeAsync();

        var answer = await LendAsync(server, "id __typename name: title genre price copies weight publishedAt dueOn stars");

        Assert.Empty(server.Commands);
        Assert.Equal($$"""
            {"id":"{{SmallLibrary.BookId(1)}}","__typename":"Book","name":"in hand","genre":"POETRY","price":0.5,
            "copies":7,"weight":0.25,"publishedAt":"2026-03-02T09:00:00.000Z","dueOn":"2026-03-03","stars":null}
            """.ReplaceLineEndings(""), answer);
    }

    [Theory]
    [InlineData("title author { name }", """{"title":"a","author":{"name":"Ibsen"}}""")]
    [InlineData("title allReviews { points }", """{"title":"a","allReviews":[{"points":1},{"points":4}]}""")]
    [InlineData("title translator { __typename }", """{"title":"a","translator":{"__typename":"Author"}}""")]
    [InlineData("title daysLent", """{"title":"a","daysLent":1.5}""")]
    [InlineData("title thickness", """{"title":"a","thickness":1.000}""")]
    public async Task What_needs_more_than_its_columns_is_read_whole(string selection, string expected)
    {
        using var server = await ServeAsync();

        Assert.Equal(expected, await LendAsync(server, selection));
        Assert.NotEmpty(server.Commands);
    }

    [Fact]
    public async Task A_null_in_it_where_the_schema_allows_none_is_an_error_as_in_a_row_that_is_read()
    {
        using var server = await ServeAsync();

        var answer = await server.TextAsync(Text("isbn"), Variables);

        Assert.Empty(server.Commands);
        Assert.Contains("\"code\":\"HC0018\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"path\":[\"lendBook\",\"book\",\"isbn\"]", answer, StringComparison.Ordinal);
    }

    /// <summary>The first plan of a server finds out how to compose; so every test has one before.</summary>
    private static async Task<LibraryServer> ServeAsync()
    {
        var desk = new LendingDesk
        {
            Lend = (input, _) => Task.FromResult(new BookLent(NodeId.Of(input.BookId.Value, InHand(input.BookId.Value)), "", 1))
        };
        var server = await desk.ServeAsync();
        await server.TextAsync(Text("title"), Variables);
        return server;
    }

    private static Book InHand(Guid id) => new()
    {
        Id = id,
        Title = "in hand",
        Genre = Genre.Poetry,
        PriceUnits = 5_000,
        Copies = 7,
        Weight = 0.25,
        PublishedAt = SmallLibrary.Start,
        DueOn = new DateOnly(2026, 3, 3)
    };

    private static async Task<string> LendAsync(LibraryServer server, string selection)
        => (await server.RunAsync(Text(selection), Variables)).Dig("data.lendBook.book").GetRawText();

    private static string Text(string selection)
        => $$"""mutation($book: ID!) { lendBook(input: {bookId: $book}) { book { {{selection}} } } }""";
}
