using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PipelineGraph.Server.Hosting;
using PipelineGraph.Server.Tests.Access;

namespace PipelineGraph.Server.Tests.Ide;

public class IdePageTests
{
    private static readonly bool IsInstalled = File.Exists(Path.Combine(AppContext.BaseDirectory, "ide", "index.html"));

    [Theory]
    [InlineData("/")]
    [InlineData("/graphql/ui")]
    [InlineData("/graphql/ui/index.html")]
    public async Task Browser_lands_at_the_page_with_its_slash(string path)
    {
        await using var server = await RunningServer.StartAsync();

        using var response = await server.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/graphql/ui/", response.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/graphql/ui/service-worker.js")]
    [InlineData("/graphql/ui/no-such-file.js")]
    [InlineData("/graphql/ui/some/route")]
    [InlineData("/graphql/ui/../appsettings.json")]
    [InlineData("/graphql/ui/..%2fappsettings.json")]
    public async Task What_is_no_file_of_the_ide_is_404_and_not_its_start_page(string path)
    {
        await using var server = await RunningServer.StartAsync();

        using var response = await server.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Development_presets_an_analyst_token_that_is_not_stored_anywhere()
    {
        await using var server = await RunningServer.StartAsync();

        using var response = await server.Client.GetAsync("/graphql/ui/bcp-config.json");
        var configuration = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.True(configuration.GetProperty("useBrowserUrlAsEndpoint").GetBoolean());
        Assert.True(configuration.GetProperty("disableTelemetry").GetBoolean());
        Assert.Equal("/graphql", configuration.GetProperty("endpoint").GetString());
        Assert.Equal(IdePage.Examples, configuration.GetProperty("graphQLDocument").GetString());
        Assert.StartsWith("Bearer ey",
            configuration.GetProperty("httpHeaders").GetProperty("Authorization").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_Development_no_token_is_preset_and_the_first_line_says_to_paste_one(string environment)
    {
        await using var server = await RunningServer.StartAsync(environment, ProductionTests.Key("https://login.example", new byte[32]));

        var configuration = await server.Client.GetFromJsonAsync<JsonElement>("/graphql/ui/bcp-config.json");

        Assert.False(configuration.TryGetProperty("httpHeaders", out _));
        var document = configuration.GetProperty("graphQLDocument").GetString()!;
        Assert.StartsWith("# Paste your token first", document, StringComparison.Ordinal);
        Assert.EndsWith(IdePage.Examples, document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_is_only_for_browsers_on_this_machine()
    {
        using var folder = new TestFolder();
        await using var app = RunningServer.Build(folder, "Development", []);
        var token = IdePage.Options(app.Services).Token;
        var (here, elsewhere) = (new DefaultHttpContext(), new DefaultHttpContext());
        here.Connection.RemoteIpAddress = IPAddress.IPv6Loopback;
        elsewhere.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");

        var (given, refused) = (token(here), token(elsewhere));

        Assert.NotNull(given);
        Assert.Null(refused);
    }

    [Fact]
    public async Task Development_answers_only_to_loopback_names()
    {
        await using var server = await RunningServer.StartAsync();
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/graphql/ui/bcp-config.json") { Headers = { Host = "evil.example" } };

        using var response = await server.Client.SendAsync(rebound);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Page_has_the_strict_policy_and_the_rest_of_the_server_has_none_of_its_exceptions()
    {
        await using var server = await RunningServer.StartAsync();

        using var page = await server.Client.GetAsync("/graphql/ui/");
        using var health = await server.Client.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.True(page.Headers.CacheControl!.NoCache);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self' 'unsafe-eval';", policy, StringComparison.Ordinal);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'",
            Assert.Single(health.Headers.GetValues("Content-Security-Policy")));
        Assert.All([page, health], response =>
        {
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
            Assert.False(response.Headers.Contains("Server"));
        });
    }

    [SkippableTheory]
    [InlineData("static/js/main.*.js", "text/javascript", true)]
    [InlineData("static/js/main.*.js.LICENSE.txt", "text/plain", true)]
    [InlineData("static/media/*.ttf", "font/ttf", true)]
    [InlineData("static/media/*.woff2", "font/woff2", true)]
    [InlineData("manifest.webmanifest", "application/manifest+json", false)]
    [InlineData("LICENSE", "text/plain", false)]
    public async Task Files_have_their_type_and_only_those_with_a_hash_are_kept_by_browsers(
        string pattern, string type, bool isKept)
    {
        Skip.IfNot(IsInstalled, "The IDE's files were not pulled.");
        var folder = Path.Combine(AppContext.BaseDirectory, "ide");
        var file = Path.GetRelativePath(folder, Directory.GetFiles(folder, pattern).First());
        await using var server = await RunningServer.StartAsync();

        using var response = await server.Client.GetAsync($"/graphql/ui/{file}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(isKept, response.Headers.CacheControl!.MaxAge is not null);
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task Page_takes_no_POST()
    {
        await using var server = await RunningServer.StartAsync();

        using var response = await server.Client.PostAsync("/graphql/ui/", null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }
}
