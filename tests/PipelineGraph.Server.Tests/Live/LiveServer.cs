using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Hosting;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Live;

/// <summary>The real server with a deal that is moved about; it can start again on its port and database.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string[] _settings;
    private WebApplication _app;
    private HttpClient _client = new();
    private string[] _stages = [];
    private string _deal = "";

    private LiveServer(string[] settings)
    {
        _settings = [$"--urls=http://127.0.0.1:{Ports.Free()}", .. settings];
        _app = RunningServer.Build(_folder, "Development", _settings);
    }

    /// <summary>For files of the test.</summary>
    public string Folder => _folder.Path;

    /// <summary>The endpoint, by HTTP.</summary>
    public Uri Http { get; private set; } = null!;

    /// <summary>The endpoint, by WebSocket.</summary>
    public Uri Socket => new UriBuilder(Http) { Scheme = "ws" }.Uri;

    /// <summary>Cursor of the last event before the deal was moved for the first time.</summary>
    public string Start { get; private set; } = "";

    public static async Task<LiveServer> StartAsync(params string[] settings)
    {
        var server = new LiveServer(settings);
        await ServerStart.PrepareAsync(server._app.Services, CancellationToken.None);
        await server.OpenAsync();
        await server.PrepareAsync();
        return server;
    }

    /// <summary>Shuts down in order, and starts again.</summary>
    public async Task RestartAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = RunningServer.Build(_folder, "Development", _settings);
        await OpenAsync();
    }

    /// <summary>Moves the deal, so many times; each is an event, whose deal has one version more: 2, 3, …</summary>
    public async Task MoveAsync(int times, string? reason = null)
    {
        for (var i = 0; i < times; i++)
        {
            await CallAsync("moveDeal", new { dealId = _deal, toStageId = _stages[1], reason }, "deal { id }");
            Array.Reverse(_stages);
        }
    }

    public string Token(Role role, TimeSpan? lifetime = null)
        => _app.Services.GetRequiredService<LocalTokens>()
            .Issue(new Caller("tester", "Tester", [role], Team: null), lifetime ?? TimeSpan.FromMinutes(30));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private async Task OpenAsync()
    {
        await _app.StartAsync();
        Http = new Uri(new Uri(_app.Urls.Single()), "/graphql");
        _client.Dispose();
        _client = new HttpClient { BaseAddress = Http };
    }

    private async Task PrepareAsync()
    {
        var pipeline = (await CallAsync("createPipeline", new
        {
            name = "Live",
            currency = "EUR",
            enforcement = "FREE",
            stages = new object[] { new { name = "A" }, new { name = "B" } },
        }, "pipeline { id stages { id } }")).GetProperty("pipeline");
        _stages = [.. pipeline.GetProperty("stages").EnumerateArray().Select(IdOf)];
        var input = new { title = "Deal", pipelineId = IdOf(pipeline) };
        _deal = IdOf((await CallAsync("createDeal", input, "deal { id }")).GetProperty("deal"));
        var end = await AskAsync("{ latestEventCursor }", null);
        Start = end.GetProperty("data").GetProperty("latestEventCursor").GetString()!;
    }

    private async Task<JsonElement> CallAsync(string mutation, object input, string selection)
        => new Payload(mutation, await AskAsync(Office.Text(mutation, selection), new { input })).Success;

    private async Task<JsonElement> AskAsync(string query, object? variables)
    {
        using var request = Office.Request(query, variables, Token(Role.Admin));
        using var response = await _client.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string IdOf(JsonElement record) => record.GetProperty("id").GetString()!;
}
