using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineGraph.Engine.Tests.Transport.WebSocket;

namespace PipelineGraph.Server.Tests.Hardening.Tokens;

/// <summary>A server in Production whose issuer signs with a key of its settings.</summary>
public sealed class StaticKeyTests : IAsyncLifetime
{
    private readonly Issuer _issuer = new();
    private RunningServer _server = null!;

    private SigningParty Signer => SigningParty.Hmac(_issuer.Secret);

    public async Task InitializeAsync() => _server = await _issuer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Faulty_tokens_are_refused_by_both_transports()
    {
        await using var authority = await Authority.StartAsync();   // whom this server does not know

        var wrong = await _server.AcceptedAsync(FaultyTokens.All(Signer, authority.Address));

        Assert.Empty(wrong);
        Assert.Empty(authority.Strange);
    }

    [Fact]
    public async Task Right_tokens_are_accepted_also_half_a_minute_after_their_end_and_with_a_far_one()
    {
        foreach (var (name, token) in new Dictionary<string, string>
        {
            ["plain"] = Signer.Token(),
            ["HS384"] = SigningParty.Hmac(_issuer.Secret, "HS384").Token(),
            ["expired"] = Signer.Token(claims => claims["exp"] = SigningParty.Seconds(-25)),
            ["several audiences"] = Signer.Token(claims => claims["aud"] = new JsonArray("other", "pipelinegraph")),
            ["year 9999"] = Signer.Token(claims => claims["exp"] = 253402300799),
            ["no year"] = Signer.Token(claims => claims["exp"] = 9007199254740991),
            ["longest subject"] = Signer.Token(claims => claims["sub"] = new string('ü', 255)),
        })
        {
            Assert.Equal((name, HttpStatusCode.OK, 0),
                (name, await _server.OverHttpAsync(token), await _server.OverSocketAsync(token)));
        }
    }

    [Theory]
    [InlineData("""["rep","admin"]""", "REP ADMIN")]
    [InlineData("""{"admin":true}""", "")]
    [InlineData("\"rep,admin\"", "")]
    [InlineData("\"rep admin\"", "")]
    [InlineData("""[["admin"]]""", "")]
    [InlineData("""[{"role":"admin"}]""", "")]
    [InlineData("true", "")]
    [InlineData("null", "")]
    [InlineData("\"ＡＤＭＩＮ\"", "")]
    public async Task Roles_are_words_alone_or_in_a_list(string role, string roles)
    {
        using var answer = await _server.AskAsync(
            Signer.Token(claims => claims["role"] = JsonNode.Parse(role)), "{ me { roles } }");
        var me = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("me");

        Assert.Equal(roles, string.Join(' ', me.GetProperty("roles").EnumerateArray()));
    }

    [Fact]
    public async Task Token_of_a_megabyte_is_refused_before_it_is_read()
    {
        var token = Signer.Token(claims => claims["x"] = new string('x', 1_000_000));

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, await _server.OverHttpAsync(token));
        Assert.Equal(4400, await _server.OverSocketAsync(token));
    }

    [Fact]
    public async Task Token_counts_in_one_header_only()
    {
        var token = Signer.Token();
        var bearer = $"Bearer {token}";

        var path = $"/graphql?query={{me{{subject}}}}&access_token={token}&Authorization={bearer}";

        using var twice = await _server.AskAsync(null, headers: [("Authorization", bearer), ("Authorization", bearer)]);
        using var joined = await _server.AskAsync(null, headers: ("Authorization", $"{bearer}, {bearer}"));
        using var proxy = await _server.AskAsync(null, headers: ("Proxy-Authorization", bearer));
        using var cookie = await _server.AskAsync(
            null, headers: ("Cookie", $"access_token={token}; Authorization={token}"));
        using var query = await _server.SendAsync("GET", path);
        using var other = await _server.AskAsync(null, headers: ("Authorization", $"bEARER {token}"));

        Assert.All([twice, joined, proxy, cookie, query],
            answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        // A scheme is the same in any case (RFC 9110, section 11.1).
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Stream_and_socket_of_a_token_without_an_end_in_sight_go_on()
    {
        var token = Signer.Token(claims => claims["exp"] = 9007199254740991);

        using var stream = await _server.SendAsync("GET",
            $"/graphql?query={Uri.EscapeDataString("subscription { onDealStageChanged { cursor } }")}",
            ("Accept", "text/event-stream"), ("Authorization", $"Bearer {token}"));
        using var socket = await SocketClient.ConnectAsync(
            _server.Endpoint(), null, ("Authorization", $"Bearer {token}"));
        await socket.InitialisedAsync();
        await socket.SettleAsync();

        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType!.MediaType);
    }
}
