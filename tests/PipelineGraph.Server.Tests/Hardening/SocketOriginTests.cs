using System.Net.WebSockets;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>Whose pages may open a WebSocket: browsers do not ask for it, as they do for other requests.</summary>
public sealed class SocketOriginTests
{
    private const string Shop = "https://app.example.com";
    private readonly Issuer _issuer = new();

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost")]
    [InlineData("https://HOST")]
    [InlineData("http://HOST.evil.example")]
    [InlineData("http://HOST/")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("file://")]
    public async Task Pages_of_another_origin_are_refused_with_403_and_open_nothing(string origin)
    {
        await using var server = await _issuer.StartAsync();

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(
            server, ("Origin", origin.Replace("HOST", server.Endpoint().Authority, StringComparison.Ordinal))));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, Places.Of(server).Taken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://app.example.com")]
    [InlineData("HTTPS://APP.example.com:443")]
    [InlineData("http://HOST")]
    public async Task Pages_of_this_server_and_of_configured_origins_connect_and_programs_too(string origin)
    {
        await using var server = await _issuer.StartAsync($"--Cors:Origins:0={Shop}");
        (string, string)[] headers = origin.Length == 0
            ? []
            : [("Origin", origin.Replace("HOST", server.Endpoint().Authority, StringComparison.Ordinal))];

        using var client = await ConnectAsync(server, headers);
        await client.InitialisedAsync($$"""{"Authorization":"Bearer {{_issuer.Token()}}"}""");
    }

    [Fact]
    public async Task With_any_origin_allowed_a_page_without_one_is_still_refused()
    {
        await using var server = await _issuer.StartAsync("--Cors:Origins:0=*");

        using var client = await ConnectAsync(server, ("Origin", "https://anybody.example"));

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(server, ("Origin", "null")));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("10.0.0.0/8", false)]
    public async Task Behind_a_trusted_proxy_the_origin_is_compared_with_what_the_client_sees(
        string trusted, bool connects)
    {
        await using var server = await _issuer.StartAsync($"--Proxy:Trusted:0={trusted}");
        (string, string)[] headers =
        [
            ("Origin", Shop), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "app.example.com"),
            ("X-Forwarded-For", "192.0.2.1"),
        ];

        var failure = await Record.ExceptionAsync(async () => (await ConnectAsync(server, headers)).Dispose());

        Assert.Equal(connects, failure is null);
    }

    [Theory]
    [InlineData("https://App.Example.com:443", "https://app.example.com")]
    [InlineData("http://app.example.com:8080", "http://app.example.com:8080")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    [InlineData("https://a.example?x", null)]
    [InlineData("https://a.example#x", null)]
    [InlineData("https://u:p@a.example", null)]
    [InlineData("https://a.example\\b", null)]
    [InlineData("a.example", null)]
    [InlineData("https://", null)]
    [InlineData("null", null)]
    public void Origins_have_one_spelling(string text, string? origin) => Assert.Equal(origin, WebOrigin.Normal(text));

    private static Task<SocketClient> ConnectAsync(RunningServer server, params (string, string)[] headers)
        => SocketClient.ConnectAsync(server.Endpoint(), null, headers);
}
