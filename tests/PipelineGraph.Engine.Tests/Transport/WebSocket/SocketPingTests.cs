using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Engine.Tests.Transport.WebSocket;

public class SocketPingTests
{
    private const string Ping = """{"type":"ping"}""";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(12);

    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData("", "")]
    [InlineData(""","payload":null""", "")]
    [InlineData(""","payload":{}""", ""","payload":{}""")]
    [InlineData(""","payload":{ "at": [1.50, "é\n"] }""", ""","payload":{ "at": [1.50, "é\n"] }""")]
    public async Task Ping_is_answered_with_its_own_payload_before_and_after_init(string given, string returned)
    {
        await using var host = await StartAsync();
        using var client = await SocketClient.ConnectAsync(host.Url);

        await client.SendAsync($$"""{"type":"ping"{{given}}}""");
        var before = await client.ReceiveAsync();
        await client.InitialisedAsync();
        await client.SendAsync($$"""{"type":"ping"{{given}}}""");

        Assert.Equal($$"""{"type":"pong"{{returned}}}""", before);
        Assert.Equal(before, await client.ReceiveAsync());
    }

    [Fact]
    public async Task Pong_is_taken_at_any_time_and_answered_by_nothing()
    {
        await using var host = await StartAsync();
        using var client = await SocketClient.ConnectAsync(host.Url);

        await client.SendAsync("""{"type":"pong","payload":{"late":true}}""");
        await client.InitialisedAsync();
        await client.SendAsync("""{"type":"pong"}""");

        await client.SettleAsync();
    }

    [Fact]
    public async Task Server_pings_every_12_seconds_a_client_that_answers()
    {
        await using var host = await StartAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        for (var period = 0; period < 5; period++)
        {
            _clock.Advance(Period - TimeSpan.FromMilliseconds(1));
            await client.SettleAsync();
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(Ping, await client.ReceiveAsync());
            await client.SendAsync("""{"type":"pong"}""");
            await client.SettleAsync();
        }
    }

    [Fact]
    public async Task Silence_of_12_seconds_after_a_ping_cuts_the_connection()
    {
        await using var host = await StartAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();
        using var other = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        _clock.Advance(Period);
        Assert.Equal(Ping, await client.ReceiveAsync());
        Assert.Equal(Ping, await other.ReceiveAsync());
        await other.SettleAsync();
        _clock.Advance(Period);

        Assert.True(await client.IsCutAsync());
        Assert.Equal(Ping, await other.ReceiveAsync());
    }

    [Fact]
    public async Task Client_that_sends_a_flood_and_reads_nothing_is_not_read_on_and_cut_off()
    {
        await using var host = await StartAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        var sent = await FloodAsync(client);
        _clock.Advance(Period);
        _clock.Advance(Period);
        await Waiting.UntilAsync(() =>
        {
            _clock.Advance(Period);
            return host.Services.GetRequiredService<OpenConnections>().Count == 0;
        });

        Assert.InRange(sent, 1, MostFlood - 1);
    }

    private const int MostFlood = 4_000;   // messages of 60 KB: far more than the network's buffers hold

    /// <summary>Sends until the server does not take any more.</summary>
    /// <returns>How many messages that took.</returns>
    private static async Task<int> FloodAsync(SocketClient client)
    {
        var ping = Encoding.UTF8.GetBytes($$$"""{"type":"ping","payload":{"x":"{{{new string('x', 60_000)}}}"}}""");
        for (var sent = 0; sent < MostFlood; sent++)
        {
            var sending = client.SendUnawaitedAsync(ping);
            if (await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(2))) != sending) return sent;
        }

        return MostFlood;
    }

    private Task<GraphQLHost> StartAsync()
        => GraphQLHost.StartAsync(services: all => all.AddSingleton<TimeProvider>(_clock));
}
