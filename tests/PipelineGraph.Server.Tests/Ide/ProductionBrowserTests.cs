using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Playwright;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Demo;
using PipelineGraph.Server.Tests.Access;

namespace PipelineGraph.Server.Tests.Ide;

/// <summary>The IDE at a server in Production, where everybody brings a token of their own.</summary>
public sealed class ProductionBrowserTests : IAsyncLifetime
{
    private const string Issuer = "https://login.example";
    private const string Query = "query Largest { deals(first: 3, order: [{ amount: DESC }]) { totalCount nodes { title } } }";

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync("Production", ProductionTests.Key(Issuer, _secret));
        await ActivatorUtilities.CreateInstance<DemoCompany>(_server.App.Services).CreateAsync(deals: 60);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [SkippableFact]
    public async Task Analyst_who_pastes_a_token_gets_the_schema_and_answers()
    {
        SkipWithoutBrowser();
        await using var ide = await IdeBrowser.OpenAsync(_server.Client.BaseAddress!);

        await ide.CreateDocumentAsync(schema: "unavailable");
        await ide.SignInAsync(Token("analyst"));
        await ide.SchemaIsAsync("available");
        var answer = await ide.RunAsync(Query);
        await ide.ShowsAsync("\"totalCount\": ");

        Assert.StartsWith("{\"data\":{\"deals\":{\"totalCount\":", answer, StringComparison.Ordinal);
        Assert.Empty(await ide.ViolationsAsync());
    }

    [SkippableFact]
    public async Task Rep_is_not_told_the_schema_and_may_ask_all_the_same()
    {
        SkipWithoutBrowser();
        await using var ide = await IdeBrowser.OpenAsync(_server.Client.BaseAddress!);

        await ide.CreateDocumentAsync(schema: "unavailable");
        var refused = await ide.Page.RunAndWaitForResponseAsync(() => ide.SignInAsync(Token("rep")), IsWithToken);
        await ide.SchemaIsAsync("unavailable");
        var answer = await ide.RunAsync(Query);

        Assert.Contains("\"code\":\"HC0046\"", await refused.TextAsync(), StringComparison.Ordinal);
        Assert.StartsWith("{\"data\":{\"deals\":{\"totalCount\":0", answer, StringComparison.Ordinal);
        Assert.Equal(answer, await AskAsync(Token("rep")));
    }

    private static void SkipWithoutBrowser()
    {
        Skip.IfNot(File.Exists(IdeBrowser.Executable), $"There is no {IdeBrowser.Executable}.");
        Skip.IfNot(File.Exists(Path.Combine(AppContext.BaseDirectory, "ide", "index.html")), "The IDE's files were not pulled.");
    }

    /// <summary>Without the token the answer is 401.</summary>
    private static bool IsWithToken(IResponse response) => response.Request.Method == "POST" && response.Status != 401;

    private async Task<string> AskAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = Query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _server.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private string Token(string role) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = LocalTokens.Audience,
        Claims = new Dictionary<string, object> { ["sub"] = role, ["role"] = role },
        Expires = DateTime.UtcNow.AddMinutes(10),
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(_secret), SecurityAlgorithms.HmacSha256),
    });
}
