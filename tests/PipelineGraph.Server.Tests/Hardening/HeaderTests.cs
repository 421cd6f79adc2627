using System.Net;

namespace PipelineGraph.Server.Tests.Hardening;

public sealed class HeaderTests
{
    private readonly Issuer _issuer = new();

    [Theory]
    [InlineData("/", HttpStatusCode.Found)]
    [InlineData("/graphql", HttpStatusCode.Unauthorized)]
    [InlineData("/graphql?sdl", HttpStatusCode.Unauthorized)]
    [InlineData("/graphql/ui", HttpStatusCode.Found)]
    [InlineData("/graphql/ui/", HttpStatusCode.OK)]
    [InlineData("/graphql/ui/bcp-config.json", HttpStatusCode.OK)]
    [InlineData("/graphql/ui/nothing", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    public async Task Every_answer_is_guarded_and_has_no_banner(string path, HttpStatusCode status)
    {
        await using var server = await _issuer.StartAsync();

        using var answer = await server.SendAsync("GET", path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        AssertStrict(answer.Header("Content-Security-Policy")!);
        Assert.All(["Server", "X-Powered-By", "X-AspNet-Version"], banner => Assert.Null(answer.Header(banner)));
    }

    [Theory]
    [InlineData("application/json", "no-store")]
    [InlineData("application/graphql-response+json", "no-store")]
    [InlineData("text/event-stream", "no-store, no-transform")]
    public async Task Answers_of_the_API_are_kept_by_nobody(string accept, string cacheControl)
    {
        await using var server = await _issuer.StartAsync();

        using var data = await server.AskAsync(_issuer.Token(), headers: ("Accept", accept));
        using var errors = await server.AskAsync(_issuer.Token(), "{ nope }", headers: ("Accept", accept));
        using var refused = await server.AskAsync(token: null, headers: ("Accept", accept));

        Assert.All([data, errors], answer => Assert.Equal(cacheControl, answer.Header("Cache-Control")));
        Assert.Equal("no-store", refused.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("https", "pipeline.example.com", true)]
    [InlineData("http", "pipeline.example.com", false)]
    [InlineData("https", "localhost", false)]
    public async Task Browsers_are_told_to_stay_with_https_where_they_came_by_it_through_a_trusted_proxy(
        string scheme, string host, bool isTold)
    {
        await using var server = await _issuer.StartAsync("--Proxy:Trusted:0=127.0.0.1");

        using var answer = await server.SendAsync("GET", "/health/live",
            ("X-Forwarded-Proto", scheme), ("X-Forwarded-Host", host), ("X-Forwarded-For", "192.0.2.1"));

        Assert.Equal(isTold ? "max-age=31536000" : null, answer.Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Forwarded_headers_of_others_are_ignored()
    {
        await using var server = await _issuer.StartAsync("--Proxy:Trusted:0=192.0.2.0/24");

        using var answer = await server.SendAsync("GET", "/health/live",
            ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "pipeline.example.com"));

        Assert.Null(answer.Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Other_hosts_than_the_configured_are_refused_in_the_forwarded_header_too()
    {
        await using var server = await _issuer.StartAsync(
            "--AllowedHosts=127.0.0.1;pipeline.example.com", "--Proxy:Trusted:0=127.0.0.1");

        using var known = await server.SendAsync("GET", "/", ("X-Forwarded-Host", "pipeline.example.com"));
        using var forged = await server.SendAsync("GET", "/health/live",
            ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "192.0.2.1"));
        using var direct = await server.SendAsync("GET", "/", ("Host", "evil.example"));

        Assert.Equal(HttpStatusCode.Found, known.StatusCode);
        Assert.Null(forged.Header("Strict-Transport-Security"));   // it counts as 127.0.0.1, which is never told
        Assert.Equal(HttpStatusCode.BadRequest, direct.StatusCode);
        Assert.DoesNotContain("evil", await direct.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("10.0.0.0/33")]
    [InlineData("")]
    public void Faulty_proxy_stops_the_start_with_a_sentence_that_names_the_setting(string proxy)
    {
        using var folder = new TestFolder();

        var refused = Assert.Throws<OperatorException>(
            () => RunningServer.Build(folder, "Production", [$"--Proxy:Trusted:0={proxy}"]));

        Assert.Contains("Proxy:Trusted", refused.Message, StringComparison.Ordinal);
    }

    private static void AssertStrict(string policy)
    {
        var parts = policy.Split(';', StringSplitOptions.TrimEntries);
        Assert.Contains("default-src 'none'", parts);
        Assert.Contains("frame-ancestors 'none'", parts);
        Assert.DoesNotContain(parts, part => part.StartsWith("script-src", StringComparison.Ordinal)
            && part != "script-src 'self' 'unsafe-eval'");   // no inline scripts, and none from elsewhere
    }
}
