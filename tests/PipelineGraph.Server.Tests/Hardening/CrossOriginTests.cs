using System.Net;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Server.Tests.Hardening;

public sealed class CrossOriginTests
{
    private const string Shop = "https://app.example.com";
    private const string Allow = "Access-Control-Allow-Origin";
    private readonly Issuer _issuer = new();

    [Fact]
    public async Task Without_configured_origins_nothing_is_said_of_them_and_OPTIONS_is_405()
    {
        await using var server = await _issuer.StartAsync();

        using var answer = await server.AskAsync(_issuer.Token(), headers: ("Origin", Shop));
        using var preflight = await PreflightAsync(server, Shop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, preflight.StatusCode);
        Assert.All([answer, preflight], AssertSilent);
    }

    [Fact]
    public async Task Preflight_of_a_configured_origin_is_answered_without_a_token()
    {
        await using var server = await _issuer.StartAsync($"--Cors:Origins:0={Shop}");

        using var preflight = await PreflightAsync(server, Shop);

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(Shop, preflight.Header(Allow));
        Assert.Equal("GET,POST", preflight.Header("Access-Control-Allow-Methods"));
        Assert.Equal("7200", preflight.Header("Access-Control-Max-Age"));
        Assert.Null(preflight.Header("Access-Control-Allow-Credentials"));
        var headers = preflight.Header("Access-Control-Allow-Headers")!.Split(',', StringSplitOptions.TrimEntries);
        Assert.Superset(
            new HashSet<string>([
                "authorization", "content-type", "graphql-cost", "graphql-preflight", "idempotency-key", "last-event-id",
                "apollo-require-preflight", "apollographql-client-name"]),
            headers.Select(header => header.ToLowerInvariant()).ToHashSet());
    }

    [Theory]
    [InlineData("ok", HttpStatusCode.OK)]
    [InlineData("bad", HttpStatusCode.Unauthorized)]
    public async Task Answers_can_be_read_by_a_page_of_a_configured_origin_refusals_too(
        string token, HttpStatusCode status)
    {
        await using var server = await _issuer.StartAsync($"--Cors:Origins:0={Shop}");

        using var answer = await server.AskAsync(
            token == "ok" ? _issuer.Token() : token, headers: ("Origin", Shop));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(Shop, answer.Header(Allow));
        Assert.Contains("Origin", answer.Header("Vary"), StringComparison.Ordinal);
        Assert.Contains("Retry-After", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Contains("Idempotency-Replayed", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("http://app.example.com")]
    [InlineData("https://app.example.com:8443")]
    [InlineData("https://app.example.com.evil.com")]
    [InlineData("https://app.example.com/")]
    [InlineData("https://app.example.com@evil.com")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Other_origins_are_told_nothing_and_their_preflight_is_405(string origin)
    {
        await using var server = await _issuer.StartAsync($"--Cors:Origins:0={Shop}");

        using var answer = await server.AskAsync(_issuer.Token(), headers: ("Origin", origin));
        using var preflight = await PreflightAsync(server, origin);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, preflight.StatusCode);
        Assert.All([answer, preflight], AssertSilent);
        Assert.Equal("Origin", answer.Header("Vary"));   // what is kept for this page must not be given to another
    }

    [Fact]
    public async Task OPTIONS_that_is_no_preflight_or_asks_for_another_method_is_405()
    {
        await using var server = await _issuer.StartAsync($"--Cors:Origins:0={Shop}");

        using var plain = await server.SendAsync("OPTIONS", "/graphql", ("Origin", Shop));
        using var delete = await PreflightAsync(server, Shop, "DELETE");

        Assert.All([plain, delete], answer => Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode));
    }

    [Fact]
    public async Task Any_origin_is_allowed_only_where_it_is_written_so()
    {
        await using var server = await _issuer.StartAsync("--Cors:Origins:0=*");

        using var answer = await server.AskAsync(_issuer.Token(), headers: ("Origin", "https://anybody.example"));
        using var preflight = await PreflightAsync(server, "https://anybody.example");

        Assert.Equal(("*", "*"), (answer.Header(Allow), preflight.Header(Allow)));
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Settings_of_the_IDE_which_may_hold_a_token_are_never_shared()
    {
        await using var server = await RunningServer.StartAsync(settings: ["--Cors:Origins:0=*"]);

        using var answer = await server.SendAsync("GET", "/graphql/ui/bcp-config.json", ("Origin", Shop));

        AssertSilent(answer);
    }

    [Theory]
    [InlineData(":0=app.example.com")]
    [InlineData(":0=https://app.example.com/")]
    [InlineData(":0=https://*.example.com")]
    [InlineData(":0=ftp://app.example.com")]
    [InlineData(":0=null")]
    [InlineData(":0=")]
    [InlineData("=https://app.example.com")]
    public void Faulty_origin_stops_the_start_with_a_sentence_that_names_the_setting(string setting)
    {
        using var folder = new TestFolder();

        var refused = Assert.Throws<OperatorException>(
            () => RunningServer.Build(folder, "Production", [$"--Cors:Origins{setting}"]));

        Assert.Contains(CrossOrigin.Setting, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private static Task<HttpResponseMessage> PreflightAsync(RunningServer server, string origin, string method = "POST")
        => server.SendAsync("OPTIONS", "/graphql", ("Origin", origin), ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", "authorization,content-type"));

    private static void AssertSilent(HttpResponseMessage answer)
        => Assert.DoesNotContain(answer.Headers,
            header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal));
}
