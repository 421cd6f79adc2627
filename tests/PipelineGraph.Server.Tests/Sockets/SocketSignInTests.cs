using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Sockets;

/// <summary>Whose a connection is, where the token came from, and until when.</summary>
public sealed class SocketSignInTests
{
    private const string Refused = "Forbidden: a valid bearer token is needed";
    private const string Expired = "Forbidden: the token has expired";

    [Theory]
    [InlineData("""{"Authorization":"Bearer TOKEN"}""")]
    [InlineData("""{"authorization":"Bearer TOKEN","user-agent":"x"}""")]
    [InlineData("""{"headers":{"Authorization":"Bearer TOKEN"}}""")]
    [InlineData("""{"Headers":{"authorization":"bearer TOKEN"}}""")]
    public async Task Token_in_the_init_signs_in_its_caller(string payload)
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await ConnectAsync(server);

        await client.InitialisedAsync(payload.Replace("TOKEN", server.Token(Role.Manager), StringComparison.Ordinal));

        Assert.Equal(["MANAGER"], await RolesAsync(client));
    }

    [Theory]
    [InlineData("""{"type":"connection_init"}""")]
    [InlineData("""{"type":"connection_init","payload":null}""")]
    [InlineData("""{"type":"connection_init","payload":{}}""")]
    public async Task Token_in_the_handshake_signs_in_its_caller_where_the_init_has_none(string init)
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await ConnectAsync(server, $"Bearer {server.Token(Role.Analyst)}");

        await client.SendAsync(init);
        Assert.Equal(SocketClient.Ack, await client.ReceiveAsync());

        Assert.Equal(["ANALYST"], await RolesAsync(client));
    }

    [Fact]
    public async Task Token_in_the_init_takes_precedence()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await ConnectAsync(server, $"Bearer {server.Token(Role.Analyst)}");

        await client.InitialisedAsync(Payload(server.Token(Role.Rep)));

        Assert.Equal(["REP"], await RolesAsync(client));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"headers":{}}""")]
    [InlineData("""{"headers":"Authorization"}""")]
    [InlineData("""{"Authorization":""}""")]
    [InlineData("""{"Authorization":7}""")]
    [InlineData("""{"Authorization":"Bearer a.b.c"}""")]
    [InlineData("""{"Authorization":"Basic YTpi"}""")]
    [InlineData("""{"Authorization":"Bearer ey\r\nX: y"}""")]
    public async Task Without_a_valid_token_the_init_closes_with_4403(string payload)
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await ConnectAsync(server);

        await client.SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");
        await client.SubscribeAsync("1", "{ me { subject } }");

        Assert.Equal((4403, Refused), await client.ClosedAsync());
    }

    [Fact]
    public async Task Invalid_token_in_the_init_is_refused_even_where_that_of_the_handshake_is_valid()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await ConnectAsync(server, $"Bearer {server.Token(Role.Analyst)}");

        await client.SendAsync("""{"type":"connection_init","payload":{"Authorization":"Bearer a.b.c"}}""");

        Assert.Equal((4403, Refused), await client.ClosedAsync());
    }

    [Fact]
    public async Task Expired_token_in_the_init_closes_with_4403()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await ConnectAsync(server);

        await client.SendAsync($$"""
            {"type":"connection_init","payload":{{Payload(server.Token(Role.Rep, TimeSpan.FromMinutes(-2)))}}}
            """);

        Assert.Equal((4403, Refused), await client.ClosedAsync());
    }

    [Fact]
    public async Task Invalid_token_in_the_handshake_is_401()
    {
        await using var server = await RunningServer.StartAsync();

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(server, "Bearer a.b.c"));

        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connection_closes_with_4403_when_its_token_has_been_expired_for_30_seconds(bool isInHandshake)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(
            settings: ["--Limits:PingPeriod=1.00:00:00"], adjust: services => services.AddSingleton<TimeProvider>(clock));
        var token = server.Token(Role.Analyst, TimeSpan.FromMinutes(5));
        using var client = await ConnectAsync(server, isInHandshake ? $"Bearer {token}" : null);
        await client.InitialisedAsync(isInHandshake ? "{}" : Payload(token));

        clock.Advance(new TimeSpan(0, 5, 28));
        var before = await RolesAsync(client);
        clock.Advance(TimeSpan.FromSeconds(2));   // tokens end at a whole second

        Assert.Equal(["ANALYST"], before);
        Assert.Equal((4403, Expired), await client.ClosedAsync());
    }

    [Fact]
    public async Task Token_may_live_longer_than_timers_can()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await ConnectAsync(server);

        await client.InitialisedAsync(Payload(server.Token(Role.Analyst, TimeSpan.FromDays(3_650))));

        Assert.Equal(["ANALYST"], await RolesAsync(client));
    }

    [Fact]
    public async Task Rights_are_those_of_the_connections_caller()
    {
        await using var server = await RunningServer.StartAsync();
        using var analyst = await (await ConnectAsync(server)).InitialisedAsync(Payload(server.Token(Role.Analyst)));
        using var admin = await (await ConnectAsync(server)).InitialisedAsync(Payload(server.Token(Role.Admin)));
        const string Create = """mutation { createAccount(input: { name: \"Acme\" }) { account { name } } }""";

        await analyst.SubscribeAsync("1", Create);
        await admin.SubscribeAsync("1", Create);

        Assert.Contains("AUTH_NOT_AUTHORIZED", await analyst.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(
            """{"type":"next","id":"1","payload":{"data":{"createAccount":{"account":{"name":"Acme"}}}}}""",
            await admin.ReceiveAsync());
    }

    internal static string Payload(string token) => $$"""{"Authorization":"Bearer {{token}}"}""";

    internal static Task<SocketClient> ConnectAsync(RunningServer server, string? authorization = null)
    {
        var endpoint = new Uri(server.Client.BaseAddress!, "/graphql");
        return authorization is null
            ? SocketClient.ConnectAsync(endpoint)
            : SocketClient.ConnectAsync(endpoint, null, ("Authorization", authorization));
    }

    private static async Task<string[]> RolesAsync(SocketClient client)
    {
        await client.SubscribeAsync("me", "{ me { roles } }");
        var next = JsonSerializer.Deserialize<JsonElement>(await client.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"me"}""", await client.ReceiveAsync());
        var roles = next.GetProperty("payload").GetProperty("data").GetProperty("me").GetProperty("roles");
        return roles.Deserialize<string[]>()!;
    }
}
