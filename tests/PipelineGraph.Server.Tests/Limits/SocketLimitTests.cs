using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using PipelineGraph.Server.Tests.Sockets;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>The table over WebSocket, and the limits that only sockets have.</summary>
[Collection(LimitServer.Collection)]
public sealed class SocketLimitTests(LimitServer server)
{
    private const string Events = "subscription { onPipelineEvent { type } }";

    private static readonly Dictionary<string, LimitRow> ByName = LimitRows.All
        .Where(row => row.Limit is not (nameof(LimitOptions.BodyBytes) or "Batching")).ToDictionary(row => row.Name);

    public static TheoryData<string> Rows => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_a_limit_allows_is_answered_and_one_more_is_refused_by_its_name(string name)
    {
        using var client = await ConnectAsync();
        var row = ByName[name];

        await client.SendAsync($$"""{"type":"subscribe","id":"below","payload":{{row.Below}}}""");
        var below = await client.ReceiveAsync();
        var complete = await client.ReceiveAsync();
        await client.SendAsync($$"""{"type":"subscribe","id":"above","payload":{{row.Above}}}""");
        var above = await client.ReceiveAsync();

        Assert.StartsWith("""{"type":"next","id":"below","payload":{"data":""", below, StringComparison.Ordinal);
        Assert.Equal("""{"type":"complete","id":"below"}""", complete);
        Assert.Equal(row.Refusal with { Status = 0 }, RefusalOf(above));
    }

    [Fact]
    public async Task Message_of_64_KiB_is_taken_and_a_longer_one_ends_the_connection()
    {
        const int Most = 64 * 1024;
        using var client = await ConnectAsync();

        await client.SendAsync(Padded(Most));
        var taken = await client.ReceiveAsync();
        await client.SendAsync(Padded(Most + 1));

        Assert.StartsWith("""{"type":"pong",""", taken, StringComparison.Ordinal);
        Assert.Equal((4400, $"Invalid message: it is longer than {Most} bytes"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Of_51_subscriptions_on_a_connection_50_run_and_one_is_refused()
    {
        using var client = await ConnectAsync();

        for (var i = 0; i < 50; i++) await client.SubscribeAsync($"{i}", Events);
        await client.SettleAsync();
        await client.SubscribeAsync("one more", Events);
        var refused = await client.ReceiveAsync();
        await client.SendAsync("""{"type":"complete","id":"7"}""");
        await client.SubscribeAsync("instead", Events);

        Assert.Equal(new Refusal(0, "LIMIT_EXCEEDED", nameof(LimitOptions.OperationsPerConnection), "50"), RefusalOf(refused));
        await client.SettleAsync();
    }

    [Fact]
    public async Task Socket_without_an_init_closes_after_10_seconds()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var running = await RunningServer.StartAsync(
            "Staging", adjust: services => services.AddSingleton<TimeProvider>(clock));
        using var client = await SocketSignInTests.ConnectAsync(running);

        await client.SettleAsync();
        clock.Advance(TimeSpan.FromSeconds(9.9));
        await client.SettleAsync();
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(4408, (await client.ClosedAsync()).Code);
    }

    private async Task<SocketClient> ConnectAsync()
    {
        var client = await SocketSignInTests.ConnectAsync(server.Running);
        return await client.InitialisedAsync(SocketSignInTests.Payload(server.NewToken()));
    }

    private static Refusal? RefusalOf(string message)
    {
        var payload = JsonDocument.Parse(message).RootElement.GetProperty("payload");
        var answer = payload.ValueKind is JsonValueKind.Array ? $$"""{"errors":{{payload}}}""" : $"{payload}";
        return new LimitAnswer(0, answer).Refusal;
    }

    private static byte[] Padded(int bytes)
    {
        const string Frame = """{"type":"ping","payload":{"x":""}}""";
        return Encoding.UTF8.GetBytes(Frame.Insert(Frame.Length - 3, new string('x', bytes - Frame.Length)));
    }
}
