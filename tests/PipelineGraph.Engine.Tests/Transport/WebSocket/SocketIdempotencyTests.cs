using System.Net.WebSockets;

namespace PipelineGraph.Engine.Tests.Transport.WebSocket;

/// <summary>An idempotency key holds for HTTP only; where a client gives one on a socket it must learn that.</summary>
public class SocketIdempotencyTests
{
    [Theory]
    [InlineData(""","extensions":{"Idempotency-Key":"k"}""")]
    [InlineData(""","extensions":{"idempotencyKey":"k"}""")]
    [InlineData(""","idempotency_key":"k" """)]
    [InlineData(""","Idempotency-Key":{"deep":[[]]}""")]
    public async Task Key_in_a_subscribe_is_refused_and_nothing_executed(string more)
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        await client.SubscribeAsync("1", "mutation { count }", more);

        Assert.Equal(
            HttpCalls.OneLine("""
                {"type":"error","id":"1","payload":[
                {"message":"A WebSocket takes no idempotency key: send the mutation by HTTP.",
                "extensions":{"code":"IDEMPOTENCY_KEY_NOT_ALLOWED"}}]}
                """),
            await client.ReceiveAsync());
        Assert.Equal(0, host.Probe.Mutations);
    }

    [Theory]
    [InlineData("""{"idempotency-key":"k"}""")]
    [InlineData("""{"headers":{"Idempotency-Key":"k"}}""")]
    public async Task Key_in_the_init_closes_with_4400(string payload)
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await SocketClient.ConnectAsync(host.Url);

        await client.SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");

        Assert.Equal(
            (4400, "Invalid message: A WebSocket takes no idempotency key: send the mutation by HTTP."),
            await client.ClosedAsync());
    }

    [Fact]
    public async Task Key_as_a_header_of_the_handshake_is_400()
    {
        await using var host = await GraphQLHost.StartAsync();

        var refused = await Assert.ThrowsAsync<WebSocketException>(
            () => SocketClient.ConnectAsync(host.Url, null, ("Idempotency-Key", "k")));

        Assert.Contains("400", refused.Message, StringComparison.Ordinal);
    }
}
