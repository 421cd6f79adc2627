using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Subscriptions;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>How many WebSockets and event streams there may be.</summary>
public sealed class LastingConnectionTests
{
    private const string Subscription = "subscription { onDealStageChanged { cursor } }";
    private readonly Issuer _issuer = new();

    [Fact]
    public async Task Caller_with_all_places_taken_is_refused_by_each_transport_and_others_are_not()
    {
        await using var server = await _issuer.StartAsync("--Limits:LastingConnectionsPerCaller=2");
        using var first = await server.SocketAsync(_issuer.Token());
        using var second = await StreamAsync(server, _issuer.Token());
        var token = _issuer.Token();

        using var stream = await StreamAsync(server, token);
        using var socket = await SocketClient.ConnectAsync(server.Endpoint());
        await socket.SendAsync($$$"""{"type":"connection_init","payload":{"Authorization":"Bearer {{{token}}}"}}""");
        var handshake = await Assert.ThrowsAsync<WebSocketException>(
            () => SocketClient.ConnectAsync(server.Endpoint(), null, ("Authorization", $"Bearer {token}")));
        using var query = await server.AskAsync(token);
        using var other = await server.SocketAsync(_issuer.Token(Role.Admin, "bert"));

        Assert.Equal(HttpStatusCode.TooManyRequests, stream.Status);
        Assert.Equal(TimeSpan.FromSeconds(10), stream.Headers.RetryAfter?.Delta);
        Assert.Equal((1013, "Try again later: you have too many connections"), await socket.ClosedAsync());
        Assert.Contains("429", handshake.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, query.StatusCode);
    }

    [Fact]
    public async Task Place_is_free_again_when_its_connection_has_ended_however_it_did()
    {
        await using var server = await _issuer.StartAsync("--Limits:LastingConnectionsPerCaller=1");
        var places = Places.Of(server);

        foreach (var vanishes in (bool[])[true, false])
        {
            using var client = await server.SocketAsync(_issuer.Token());
            if (vanishes) client.Vanish();
            else await client.CloseAsync();
            await Waiting.UntilAsync(() => places.Taken == 0);
        }

        using (await StreamAsync(server, _issuer.Token())) Assert.Equal((1, 1), (places.Taken, places.Owners));
        await Waiting.UntilAsync(() => places.Taken == 0);
        using var again = await server.SocketAsync(_issuer.Token());

        Assert.Equal((1, 1), (places.Taken, places.Owners));
    }

    [Fact]
    public async Task Refused_connections_leave_nothing_in_the_counts()
    {
        await using var server = await _issuer.StartAsync("--Limits:LastingConnectionsPerCaller=1");
        var places = Places.Of(server);
        using var only = await server.SocketAsync(_issuer.Token());

        for (var i = 0; i < 5; i++)
        {
            using var stream = await StreamAsync(server, _issuer.Token());
            using var socket = await SocketClient.ConnectAsync(server.Endpoint());
            await socket.SendAsync("""{"type":"connection_init","payload":{"Authorization":"Bearer a.b.c"}}""");
            Assert.Equal(4403, (await socket.ClosedAsync()).Code);
            using var faulty = await StreamAsync(server, _issuer.Token(subject: "bert"), "subscription { nope }");
        }

        await Waiting.UntilAsync(() => places.Taken == 1);
        Assert.Equal(1, places.Owners);
    }

    [Fact]
    public async Task Who_signs_in_as_another_caller_after_the_handshake_counts_as_that_one_only()
    {
        await using var server = await _issuer.StartAsync("--Limits:LastingConnectionsPerCaller=1");
        using var client = await SocketClient.ConnectAsync(
            server.Endpoint(), null, ("Authorization", $"Bearer {_issuer.Token()}"));

        await client.InitialisedAsync($$"""{"Authorization":"Bearer {{_issuer.Token(subject: "bert")}}"}""");
        using var first = await server.SocketAsync(_issuer.Token());
        using var second = await StreamAsync(server, _issuer.Token(subject: "bert"));

        Assert.Equal(HttpStatusCode.TooManyRequests, second.Status);
        Assert.Equal((2, 2), (Places.Of(server).Taken, Places.Of(server).Owners));
    }

    [Fact]
    public async Task When_all_places_of_the_process_are_taken_the_answer_is_503_and_short_requests_go_on()
    {
        await using var server = await _issuer.StartAsync("--Limits:LastingConnections=1");
        using var silent = await SocketClient.ConnectAsync(server.Endpoint());

        using var stream = await StreamAsync(server, _issuer.Token());
        var socket = await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(server.Endpoint()));
        using var query = await server.AskAsync(_issuer.Token());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, stream.Status);
        Assert.Equal(TimeSpan.FromSeconds(10), stream.Headers.RetryAfter?.Delta);
        Assert.Contains("503", socket.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, query.StatusCode);
    }

    [Fact]
    public async Task Who_says_nothing_takes_only_some_of_the_places_and_gives_them_back_by_signing_in()
    {
        await using var server = await _issuer.StartAsync("--Limits:UnknownConnectionsPerAddress=2");
        using var first = await SocketClient.ConnectAsync(server.Endpoint());
        using var second = await SocketClient.ConnectAsync(server.Endpoint());

        var third = await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(server.Endpoint()));
        using var known = await SocketClient.ConnectAsync(
            server.Endpoint(), null, ("Authorization", $"Bearer {_issuer.Token()}"));
        await first.InitialisedAsync($$"""{"Authorization":"Bearer {{_issuer.Token()}}"}""");
        using var later = await server.SocketAsync(_issuer.Token());

        Assert.Contains("429", third.Message, StringComparison.Ordinal);
        Assert.Equal((4, 2), (Places.Of(server).Taken, Places.Of(server).Owners));   // anna, and this address
    }

    [Fact]
    public async Task In_Development_callers_have_as_many_as_they_like()
    {
        await using var server = await RunningServer.StartAsync();

        var token = server.Token(Role.Rep);

        var clients = await Task.WhenAll(Enumerable.Range(0, 101).Select(_ => server.SocketAsync(token)));

        Assert.Equal(101, Places.Of(server).Taken);
        foreach (var client in clients) client.Dispose();
    }

    private static Task<SseClient> StreamAsync(RunningServer server, string token, string query = Subscription)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return SseClient.OpenAsync(server.Client, request);
    }
}
