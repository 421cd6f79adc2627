using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace PipelineGraph.Engine.Tests.Transport.WebSocket;

/// <summary>Which mistake of a client ends its connection, and with which code.</summary>
public class SocketCloseTests
{
    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("\"ping\"")]
    [InlineData("null")]
    [InlineData("""{"type":"ping"} x""")]
    [InlineData("""{"type":"ping" """)]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":"start"}""")]
    [InlineData("""{"type":"connection_ack"}""")]
    [InlineData("""{"type":"next","id":"1","payload":{}}""")]
    [InlineData("""{"type":"ping","payload":7}""")]
    [InlineData("""{"type":"pong","payload":[]}""")]
    [InlineData("""{"type":"complete"}""")]
    [InlineData("""{"type":"complete","id":""}""")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":7,"payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"\ud800","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"1"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":null}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":"{ hello }"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":7}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":[]}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ hello }","extensions":""}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ hello }","operationName":{}}}""")]
    public async Task Malformed_message_closes_with_4400(string message)
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        await client.SendAsync(message);
        var (code, reason) = await client.ClosedAsync();

        Assert.Equal(4400, code);
        Assert.StartsWith("Invalid message: ", reason, StringComparison.Ordinal);
        Assert.Empty(host.Logs.Lines);
    }

    [Theory]
    [InlineData("""{"type":"connection_init","payload":[]}""")]
    [InlineData("""{"type":"connection_init","payload":"Bearer"}""")]
    [InlineData("""{"type":"connection_init","payload":{"a":1,"a":2}}""")]
    public async Task Malformed_init_closes_with_4400(string message)
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await SocketClient.ConnectAsync(host.Url);

        await client.SendAsync(message);

        Assert.Equal(4400, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Message_nested_too_deep_closes_with_4400()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await SocketClient.ConnectAsync(host.Url);

        await client.SendAsync($$"""{"type":"ping","more":{{new string('[', 300)}}{{new string(']', 300)}}}""");

        Assert.Equal(4400, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Binary_message_closes_with_4400()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await SocketClient.ConnectAsync(host.Url);

        await client.SendAsync("""{"type":"ping"}"""u8.ToArray(), WebSocketMessageType.Binary);

        Assert.Equal((4400, "Invalid message: it is binary, not text"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Message_of_64_KiB_is_taken_and_a_byte_more_closes_with_4400_and_says_why()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await SocketClient.ConnectAsync(host.Url);
        const string Pong = """{"type":"pong"}""";

        await client.SendAsync(Pong.PadRight(64 * 1024));
        await client.SettleAsync();
        await client.SendAsync(Pong.PadRight((64 * 1024) + 1));

        Assert.Equal((4400, "Invalid message: it is longer than 65536 bytes"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Message_that_never_ends_is_refused_while_it_comes()
    {
        await using var host = await GraphQLHost.StartAsync(limits: limits => limits.MessageBytes = 1_000);
        using var client = await SocketClient.ConnectAsync(host.Url);

        for (var sent = 0; sent <= 1_000; sent += 100) await client.SendAsync(new byte[100], isEnd: false);

        Assert.Equal((4400, "Invalid message: it is longer than 1000 bytes"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Subscribe_before_init_closes_with_4401()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await SocketClient.ConnectAsync(host.Url);

        await client.SubscribeAsync("1", "mutation { count }");

        Assert.Equal((4401, "Unauthorized: connection_init comes first"), await client.ClosedAsync());
        Assert.Equal(0, host.Probe.Mutations);
    }

    [Theory]
    [InlineData]
    [InlineData("graphql-ws")]
    [InlineData("graphql-ws", "other")]
    [InlineData("GRAPHQL-TRANSPORT-WS")]
    public async Task Other_sub_protocols_are_closed_with_4406_and_the_client_can_see_it(params string[] protocols)
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await SocketClient.ConnectAsync(host.Url, protocols);

        Assert.Equal((4406, "Subprotocol not acceptable: graphql-transport-ws is"), await client.ClosedAsync());
        Assert.Equal(protocols.FirstOrDefault(), client.SubProtocol);
    }

    [Fact]
    public async Task Of_several_sub_protocols_ours_is_spoken()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await SocketClient.ConnectAsync(host.Url, ["graphql-ws", SocketClient.Protocol]);

        await client.InitialisedAsync();

        Assert.Equal(SocketClient.Protocol, client.SubProtocol);
    }

    [Fact]
    public async Task Without_init_for_10_seconds_the_connection_closes_with_4408()
    {
        var clock = new FakeTimeProvider();
        await using var host = await GraphQLHost.StartAsync(services: all => all.AddSingleton<TimeProvider>(clock));
        using var silent = await SocketClient.ConnectAsync(host.Url);
        using var initialised = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();
        await silent.SettleAsync();

        clock.Advance(TimeSpan.FromSeconds(9.9));
        await silent.SettleAsync();
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal((4408, "Connection initialisation timeout"), await silent.ClosedAsync());
        await initialised.SettleAsync();
    }

    [Fact]
    public async Task Id_of_a_running_operation_closes_with_4409()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        await client.SubscribeAsync("a", "{ waits }");
        await client.SubscribeAsync("a", "mutation { count }");

        Assert.Equal((4409, "Subscriber for a already exists"), await client.ClosedAsync());
        Assert.Equal(0, host.Probe.Mutations);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ä")]
    [InlineData("漢")]
    [InlineData("🙂")]
    public async Task Reason_that_a_close_frame_cannot_hold_is_cut_between_characters(string character)
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();
        var id = "x" + string.Concat(Enumerable.Repeat(character, 500));

        await client.SubscribeAsync(id, "{ waits }");
        await client.SubscribeAsync(id, "{ waits }");
        var (code, reason) = await client.ClosedAsync();

        Assert.Equal(4409, code);
        Assert.InRange(Encoding.UTF8.GetByteCount(reason), 120, 123);
        Assert.StartsWith(reason, $"Subscriber for {id}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_init_closes_with_4429()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        await client.SendAsync("""{"type":"connection_init"}""");

        Assert.Equal((4429, "Too many initialisation requests"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Client_that_closes_is_answered_with_its_own_code()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        await client.CloseAsync();

        Assert.Equal(1000, (await client.ClosedAsync()).Code);
    }
}
