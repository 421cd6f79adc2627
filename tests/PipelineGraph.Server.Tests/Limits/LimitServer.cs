using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Demo;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>
/// The real server with the limits that it has outside Development, over a small demo company. It keeps no documents: who
/// means harm does not send one twice.
/// </summary>
public sealed class LimitServer : IAsyncLifetime
{
    /// <summary>Its tests measure processor time and waiting, so they do not run beside others.</summary>
    public const string Collection = "Limits";

    private readonly CommandLog _log = new();
    private RunningServer? _server;
    private int _callers;

    internal RunningServer Running => _server ?? throw new InvalidOperationException("It was not started.");

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync("Staging", ["--Limits:CachedDocuments=0"], _log.AddTo);
        await ActivatorUtilities.CreateInstance<DemoCompany>(_server.App.Services).CreateAsync(deals: 60);
    }

    /// <summary>What the latest unexpected error was, if there was one.</summary>
    internal Exception? Failure() => _log.TakeFailure();

    public Task DisposeAsync() => Running.DisposeAsync().AsTask();

    /// <summary>A caller whom no other test has used up the rates of.</summary>
    internal string NewToken(Role role = Role.Admin) => Running.App.Services.GetRequiredService<LocalTokens>()
        .Issue(new Caller($"caller {Interlocked.Increment(ref _callers)}", null, [role], Team: null), TimeSpan.FromHours(1));

    /// <summary>Posts a body, and reads the answer to its end.</summary>
    internal async Task<LimitAnswer> PostAsync(byte[] body, string token, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var response = await Running.Client.SendAsync(request);
        return new LimitAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    internal Task<LimitAnswer> PostAsync(string body, string token) => PostAsync(Encoding.UTF8.GetBytes(body), token);
}

/// <summary>What the server answered.</summary>
internal sealed record LimitAnswer(int Status, string Text)
{
    /// <summary>The first error's code, and what it says of the limit; null without errors.</summary>
    public Refusal? Refusal
    {
        get
        {
            using var answer = JsonDocument.Parse(Text);
            if (!answer.RootElement.TryGetProperty("errors", out var errors)) return null;

            var said = errors[0].TryGetProperty("extensions", out var extensions)
                ? extensions.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.ToString())
                : [];
            var code = said.GetValueOrDefault("code", "");
            if (said.TryGetValue("maxFieldCost", out var work)) return new(Status, code, "FieldCost", work);
            if (said.TryGetValue("maxTypeCost", out var size)) return new(Status, code, "TypeCost", size);
            return new(Status, code, said.GetValueOrDefault("limit"), said.GetValueOrDefault("max"));
        }
    }
}

/// <summary>How a request is refused; errors of the document itself have no code.</summary>
internal sealed record Refusal(int Status, string Code, string? Limit = null, string? Max = null);

[CollectionDefinition(LimitServer.Collection, DisableParallelization = true)]
public sealed class SharedLimitServer : ICollectionFixture<LimitServer>;
