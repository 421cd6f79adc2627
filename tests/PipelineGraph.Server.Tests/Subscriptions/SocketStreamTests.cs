using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using PipelineGraph.Engine.Transport;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Events;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Subscriptions;

/// <summary>Subscriptions over `graphql-transport-ws`, case by case.</summary>
public sealed class SocketStreamTests : IAsyncLifetime
{
    private const string Live = "subscription { onPipelineEvent { cursor type } }";
    private const string Resumed = "subscription ($after: String) { onPipelineEvent(after: $after) { cursor type } }";
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
    public async Task Pings_carry_the_cursor_up_to_which_every_subscription_has_been_sent_everything()
    {
        using var follower = await Follower.StartAsync(
            _office, "subscription { onPipelineEvent(types: [DEAL_WON]) { type } }");
        await follower.SubscribeAsync("2", "subscription { onDealChanged { type } }");
        await Waiting.UntilAsync(() => _office.Services.Streams().Followers == 2);
        await _office.DealAsync(_line);
        var latest = (await _office.DataAsync("{ latestEventCursor }")).GetProperty("latestEventCursor").GetString();
        await Waiting.UntilAsync(() => _office.Services.Streams().SlowestPlace == 1);

        _office.Clock.Advance(Period);

        Assert.Equal($$$"""{"type":"ping","payload":{"cursor":"{{{latest}}}"}}""", await follower.Socket.ReceiveAsync());
    }

    [Fact]
    public async Task Pings_of_a_connection_without_subscriptions_carry_nothing()
    {
        using var socket = await Follower.ConnectAsync(_office, _office.TokenOf(Role.Admin));

        _office.Clock.Advance(Period);

        Assert.Equal("""{"type":"ping"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task After_complete_nothing_more_comes_and_the_stream_is_gone()
    {
        using var follower = await Follower.StartAsync(_office, Live);
        await _office.DealAsync(_line);
        await follower.NextAsync();

        await follower.Socket.SendAsync("""{"type":"complete","id":"s"}""");
        await Waiting.UntilAsync(() => _office.Services.Streams() is { Followers: 0, Channels: 0 });
        await _office.DealAsync(_line);

        await follower.Socket.SettleAsync();
        await follower.SubscribeAsync("s", Resumed, new { after = "" });   // the id is free again
        Assert.Equal(["DEAL_CREATED", "DEAL_CREATED"], await follower.NextAsync(2, "type"));
    }

    [Fact]
    public async Task An_id_in_use_by_a_subscription_closes_with_4409()
    {
        using var follower = await Follower.StartAsync(_office, Live);

        await follower.SubscribeAsync("s", Live);

        Assert.Equal((4409, "Subscriber for s already exists"), await follower.Socket.ClosedAsync());
        await Waiting.UntilAsync(() => _office.Services.Streams() is { Followers: 0, Channels: 0 });
    }

    [Theory]
    [InlineData("nonsense", "HC0078")]
    [InlineData("AQAAAAAAAAAJ", "HC0078")]   // of an event that does not exist yet
    public async Task An_unknown_cursor_is_an_error_message(string cursor, string code)
    {
        using var socket = await Follower.ConnectAsync(_office, _office.TokenOf(Role.Admin));
        await socket.SendAsync(JsonSerializer.Serialize(new
        {
            type = "subscribe",
            id = "1",
            payload = new { query = Resumed, variables = new { after = cursor } },
        }));

        var message = JsonDocument.Parse(await socket.ReceiveAsync()).RootElement;

        Assert.Equal("error", message.GetProperty("type").GetString());
        Assert.Equal(code, message.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
        await socket.SettleAsync();
    }

    [Fact]
    public async Task An_expired_cursor_is_an_error_message_with_the_oldest_one_that_works()
    {
        for (var i = 0; i < 3; i++) await _office.DealAsync(_line);
        await RemoveEventsAsync(2);
        using var socket = await Follower.ConnectAsync(_office, _office.TokenOf(Role.Admin));
        await socket.SendAsync(JsonSerializer.Serialize(new
        {
            type = "subscribe",
            id = "1",
            payload = new { query = Resumed, variables = new { after = EventCursor.Encode(1) } },
        }));

        var message = JsonDocument.Parse(await socket.ReceiveAsync()).RootElement;
        var extensions = message.GetProperty("payload")[0].GetProperty("extensions");
        using var again = await Follower.StartAsync(
            _office, Resumed, new { after = extensions.GetProperty("oldestCursor").GetString() });

        Assert.Equal("error", message.GetProperty("type").GetString());
        Assert.Equal("EVENT_CURSOR_EXPIRED", extensions.GetProperty("code").GetString());
        Assert.Equal(EventCursor.Encode(3), (await again.NextAsync()).GetProperty("cursor").GetString());
    }

    [Fact]
    public async Task Subscriptions_end_with_1001_when_the_server_stops()
    {
        using var follower = await Follower.StartAsync(_office, Live);
        await _office.DealAsync(_line);
        await follower.NextAsync();

        var stopped = _office.StopAsync();

        Assert.Equal(1001, (await follower.Socket.ClosedAsync()).Code);
        await stopped;
    }

    [Fact]
    public async Task The_end_of_the_token_ends_subscriptions_with_4403()
    {
        await using var office = await Office.OpenAsync(DateTime.UtcNow, "--Limits:PingPeriod=01:00:00");
        using var follower = await Follower.StartAsync(office, Live, token: office.ShortToken(TimeSpan.FromMinutes(5)));

        office.Clock.Advance(TimeSpan.FromMinutes(5));
        await follower.Socket.SettleAsync();   // clocks may differ a little
        office.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(4403, (await follower.Socket.ClosedAsync()).Code);
        await Waiting.UntilAsync(() => office.Services.Streams() is { Followers: 0, Channels: 0 });
    }

    [Fact]
    public async Task A_subscription_beyond_the_limit_is_refused_and_the_others_go_on()
    {
        using var follower = await Follower.StartAsync(_office, Live);
        for (var i = 1; i < 50; i++) await follower.SubscribeAsync($"{i}", "subscription { onDealChanged { type } }");
        await Waiting.UntilAsync(() => _office.Services.Streams().Followers == 50);

        await follower.SubscribeAsync("one too many", Live);
        var refused = await follower.MessageAsync();
        await _office.DealAsync(_line);

        Assert.Equal("error", refused.GetProperty("type").GetString());
        Assert.Equal("DEAL_CREATED", (await follower.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_thousand_sockets_that_come_and_go_leave_nothing()
    {
        var open = _office.Services.GetRequiredService<OpenConnections>();
        for (var round = 0; round < 10; round++)
        {
            var sockets = new List<Follower>();
            for (var i = 0; i < 100; i++) sockets.Add(await Follower.StartAsync(_office, Live));
            await Waiting.UntilAsync(() => _office.Services.Streams().Followers == 100);
            foreach (var (i, each) in sockets.Index())
            {
                if (i % 2 == 0) each.Socket.Vanish();
                else await each.Socket.CloseAsync();
            }

            await Waiting.UntilAsync(() => _office.Services.Streams() is { Followers: 0, Channels: 0 } && open.Count == 0);
            foreach (var each in sockets) each.Dispose();
        }
    }

    private async Task RemoveEventsAsync(long through)
    {
        await using var context = _office.Database.Lease();
        await context.EventHeads.ExecuteUpdateAsync(head => head.SetProperty(each => each.RemovedPosition, through));
        await context.PipelineEvents.Where(each => each.Position <= through).ExecuteDeleteAsync();
    }
}
