using PipelineGraph.Engine.Tests.Transport.WebSocket;

namespace PipelineGraph.Engine.Tests.Events;

/// <summary>How a subscription's selection shows events.</summary>
public sealed class RenderingTests
{
    [Fact]
    public async Task Each_event_is_a_response_of_its_own_in_the_order_of_the_log()
    {
        using var server = await OpinionServer.StartAsync();
        server.Feed.Append(2, 1);

        var sink = await server.FollowAsync("""
            subscription { it: onOpinion(after: "") { __typename points book { title }
              ... on Signed { critic { name } } ... on Anonymous { others { points } } } }
            """);
        await Waiting.UntilAsync(() => sink.Texts.Count == 2);

        Assert.Equal(
        [
            """{"data":{"it":{"__typename":"Signed","points":2,"book":{"title":"b"},"critic":{"name":"Ibsen"}}}}""",
            """{"data":{"it":{"__typename":"Anonymous","points":1,"book":{"title":"a"},"""
                + "\"others\":[" + """{"points":1},{"points":4}]}}}""",
        ], sink.Texts);
    }

    [Fact]
    public async Task An_error_belongs_to_its_event_alone()
    {
        using var server = await OpinionServer.StartAsync(book => book.Isbn = book.Title == "b" ? null : book.Isbn);
        server.Feed.Append(1, 2, 3);

        var sink = await server.FollowAsync("""subscription { onOpinion(after: "") { points book { isbn } } }""");
        await Waiting.UntilAsync(() => sink.Texts.Count == 3);

        Assert.Equal("""{"data":{"onOpinion":{"points":1,"book":{"isbn":"isbn-1"}}}}""", sink.Texts[0]);
        Assert.StartsWith("""{"errors":[{"message":"Cannot return null for non-nullable field.","locations":""",
            sink.Texts[1], StringComparison.Ordinal);
        Assert.Contains("\"path\":[\"onOpinion\",\"book\",\"isbn\"]", sink.Texts[1], StringComparison.Ordinal);
        Assert.EndsWith("""],"data":null}""", sink.Texts[1], StringComparison.Ordinal);
        Assert.Equal("""{"data":{"onOpinion":{"points":3,"book":{"isbn":"isbn-3"}}}}""", sink.Texts[2]);
    }

    [Fact]
    public async Task An_event_without_its_row_is_told_as_an_error_and_the_next_one_follows()
    {
        using var server = await OpinionServer.StartAsync();
        server.Feed.Append(77, 1);

        var sink = await server.FollowAsync("""subscription { onOpinion(after: "") { points } }""");
        await Waiting.UntilAsync(() => sink.Texts.Count == 2);

        Assert.Contains("HC0018", sink.Texts[0], StringComparison.Ordinal);
        Assert.Equal("""{"data":{"onOpinion":{"points":1}}}""", sink.Texts[1]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(200)]
    public async Task A_page_of_events_costs_a_command_for_each_level_however_long_it_is(int events)
    {
        using var server = await OpinionServer.StartAsync();
        server.Feed.Append(Enumerable.Repeat(1, events));
        server.Library.ClearCommands();

        var sink = await server.FollowAsync(
            """subscription { onOpinion(after: "") { book { title } ... on Anonymous { others { points } } } }""");
        await Waiting.UntilAsync(() => sink.Texts.Count == events);

        Assert.Equal(2, server.Library.Commands.Count);
    }

    [Theory]
    [InlineData("""subscription { onOpinionOf(bookId: "nonsense") { points } }""", "")]
    [InlineData("""subscription { onOpinion(after: "nonsense") { points } }""", "HC0078")]
    [InlineData("""subscription { onOpinion(after: "c8") { points } }""", "HC0078")]
    [InlineData("subscription { nothing }", "")]
    [InlineData("subscription ($of: String!) { onOpinion(multiplesOf: $of) { points } }", "HC0016")]
    public async Task What_cannot_be_followed_is_refused_at_once(string query, string code)
    {
        using var server = await OpinionServer.StartAsync();
        server.Feed.Append(1, 2);

        var (errors, stream) = await server.TryOpenAsync(query);

        Assert.Null(stream);
        Assert.Equal(code, Assert.Single(errors).Code ?? "");
    }

    [Fact]
    public async Task A_cursor_that_is_too_old_is_refused_at_once_and_the_oldest_is_not()
    {
        using var server = await OpinionServer.StartAsync();
        server.Feed.Append(1, 2, 3, 4);
        server.Feed.Remove(2);

        var (errors, _) = await server.TryOpenAsync("""subscription { onOpinion(after: "c1") { points } }""");
        var oldest = await server.OpenAsync("""subscription { onOpinion(after: "") { points } }""");

        Assert.Equal(OpinionFeed.Expired, Assert.Single(errors).Message);
        Assert.Equal(2, oldest.Start);
    }
}
