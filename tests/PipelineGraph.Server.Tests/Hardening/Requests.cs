using System.Net.Http.Headers;
using System.Net.Http.Json;
using PipelineGraph.Engine.Tests.Transport.WebSocket;

namespace PipelineGraph.Server.Tests.Hardening;

internal static class Requests
{
    public static Uri Endpoint(this RunningServer server) => new(server.Client.BaseAddress!, "/graphql");

    /// <summary>Posts a query.</summary>
    public static async Task<HttpResponseMessage> AskAsync(
        this RunningServer server, string? token, string query = "{ me { subject } }", object? variables = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await server.Client.SendAsync(request);
    }

    public static async Task<HttpResponseMessage> SendAsync(
        this RunningServer server, string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Opens a socket and says `connection_init` with a token.</summary>
    public static async Task<SocketClient> SocketAsync(this RunningServer server, string token)
    {
        var client = await SocketClient.ConnectAsync(server.Endpoint());
        return await client.InitialisedAsync($$"""{"Authorization":"Bearer {{token}}"}""");
    }

    public static string? Header(this HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values)
            || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
}
