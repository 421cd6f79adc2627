using System.Net;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Events;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Subscriptions;

/// <summary>Subscriptions, and other operations, over server-sent events.</summary>
public sealed class SseStreamTests : IAsyncLifetime
{
    private const string Query = "subscription ($after: String) { onPipelineEvent(after: $after) { type } }";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(12);

    private Office _office = null!;
    private Line _line = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _line = await _office.PlainPipelineAsync("FREE");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Events_come_with_their_cursors_after_a_comment_at_once()
    {
        using var stream = await FollowAsync();
        Assert.Equal([Comment(0)], await stream.BlockAsync());

        await _office.DealAsync(_line);

        Assert.Equal(
            ["event: next", $"id: {EventCursor.Encode(1)}", """data: {"data":{"onPipelineEvent":{"type":"DEAL_CREATED"}}}"""],
            await stream.BlockAsync());
        Assert.Equal((HttpStatusCode.OK, "text/event-stream; charset=utf-8"), (stream.Status, stream.MediaType));
        Assert.True(stream.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(stream.Headers.TransferEncoding, coding => coding.Value != "chunked");
    }

    [Theory]
    [InlineData(null, "", 1)]
    [InlineData(1, null, 2)]
    [InlineData(2, "", 3)]   // the connection's own cursor wins
    public async Task Last_Event_ID_resumes(int? lastEventId, string? after, int first)
    {
        for (var i = 0; i < 3; i++) await _office.DealAsync(_line);

        using var stream = await FollowAsync(after, lastEventId is { } last ? EventCursor.Encode(last) : null);
        await stream.BlockAsync();

        Assert.Equal($"id: {EventCursor.Encode(first)}", (await stream.BlockAsync())![1]);
    }

    [Fact]
    public async Task Comments_every_12_seconds_tell_how_far_everything_has_been_sent()
    {
        using var stream = await FollowAsync(query: "subscription { onPipelineEvent(types: [DEAL_WON]) { type } }");
        await stream.BlockAsync();
        await Waiting.UntilAsync(() => _office.Services.Streams().Followers == 1);
        await _office.DealAsync(_line);
        await Waiting.UntilAsync(() => _office.Services.Streams().SlowestPlace == 1);

        _office.Clock.Advance(Period);

        Assert.Equal([Comment(1)], await stream.BlockAsync());
    }

    [Fact]
    public async Task A_stream_ends_without_complete_when_the_server_stops()
    {
        using var stream = await FollowAsync("");
        await stream.BlockAsync();
        await _office.DealAsync(_line);
        await stream.BlockAsync();

        var stopped = _office.StopAsync();

        Assert.Null(await stream.BlockAsync());
        await stopped;
    }

    [Fact]
    public async Task A_stream_ends_without_complete_when_the_token_does()
    {
        await using var office = await Office.OpenAsync(DateTime.UtcNow, "--Limits:PingPeriod=01:00:00");
        var token = office.ShortToken(TimeSpan.FromMinutes(5));
        using var stream = await SseClient.OpenAsync(office.Client, Office.Request(Query, null, token));
        await stream.BlockAsync();
        await Waiting.UntilAsync(() => office.Services.Streams().Followers == 1);

        office.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Null(await stream.BlockAsync());
        await Waiting.UntilAsync(() => office.Services.Streams() is { Followers: 0, Channels: 0 });
    }

    [Fact]
    public async Task A_client_that_leaves_leaves_nothing_behind()
    {
        var stream = await FollowAsync();
        await stream.BlockAsync();
        await Waiting.UntilAsync(() => _office.Services.Streams().Followers == 1);

        stream.Dispose();

        await Waiting.UntilAsync(() => _office.Services.Streams() is { Followers: 0, Channels: 0 });
    }

    [Theory]
    [InlineData("subscription { nothing }", null)]
    [InlineData("subscription { a: onDealChanged { type } b: onDealChanged { type } }", null)]
    [InlineData("subscription { onDealChanged(after: \"x\") { type } }", "HC0078")]
    [InlineData("subscription { onDealChanged(dealId: \"x\") { type } }", null)]
    public async Task A_refusal_is_one_result_with_errors_and_complete(string query, string? code)
    {
        using var stream = await FollowAsync(query: query);

        var result = await stream.BlockAsync();

        Assert.Equal("event: next", result![0]);
        Assert.StartsWith("""data: {"errors":[{"message":""", result[1], StringComparison.Ordinal);
        if (code is not null) Assert.Contains(code, result[1], StringComparison.Ordinal);
        Assert.Equal(["event: complete", "data:"], await stream.BlockAsync());
        Assert.Null(await stream.BlockAsync());
    }

    [Fact]
    public async Task An_expired_cursor_is_one_result_with_the_oldest_cursor_and_complete()
    {
        for (var i = 0; i < 3; i++) await _office.DealAsync(_line);
        await using (var context = _office.Database.Lease())
            await context.EventHeads.ExecuteUpdateAsync(head => head.SetProperty(each => each.RemovedPosition, 2));

        using var stream = await FollowAsync(lastEventId: EventCursor.Encode(1));

        Assert.Contains($"\"code\":\"EVENT_CURSOR_EXPIRED\",\"oldestCursor\":\"{EventCursor.Encode(2)}\"",
            (await stream.BlockAsync())![1], StringComparison.Ordinal);
        Assert.Equal(["event: complete", "data:"], await stream.BlockAsync());
    }

    [Fact]
    public async Task A_query_is_one_result_and_complete()
    {
        using var stream = await FollowAsync(query: "{ me { roles } }");

        Assert.Equal(["event: next", """data: {"data":{"me":{"roles":["ADMIN"]}}}"""], await stream.BlockAsync());
        Assert.Equal(["event: complete", "data:"], await stream.BlockAsync());
        Assert.Null(await stream.BlockAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    public async Task A_subscription_that_takes_no_stream_is_refused(string accept)
    {
        using var request = Office.Request(Query, null, _office.TokenOf(Role.Admin));
        request.Headers.Accept.ParseAdd(accept);

        using var response = await _office.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.Contains("The specified operation kind is not allowed.", await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_takes_documents_and_streams_gets_a_stream_for_a_subscription_only()
    {
        using var request = Office.Request("{ me { roles } }", null, _office.TokenOf(Role.Admin));
        request.Headers.Accept.ParseAdd("application/graphql-response+json, application/json");

        using var stream = await SseClient.OpenAsync(_office.Client, request);

        Assert.StartsWith("application/graphql-response+json", stream.MediaType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_there_is_no_stream()
    {
        using var stream = await FollowAsync(token: "a.b.c");

        Assert.Equal(HttpStatusCode.Unauthorized, stream.Status);
    }

    private Task<SseClient> FollowAsync(
        string? after = null, string? lastEventId = null, string query = Query, string? token = null)
    {
        var request = Office.Request(
            query, query == Query ? new { after } : null, token ?? _office.TokenOf(Role.Admin));
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        return SseClient.OpenAsync(_office.Client, request);
    }

    private static string Comment(long position) => $": {{\"cursor\":\"{EventCursor.Encode(position)}\"}}";
}
