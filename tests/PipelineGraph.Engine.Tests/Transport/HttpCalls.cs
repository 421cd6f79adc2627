using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace PipelineGraph.Engine.Tests.Transport;

internal static class HttpCalls
{
    /// <summary>Joins the lines of an expected response, which has none.</summary>
    public static string OneLine(string json) => json.ReplaceLineEndings("");

    public const string GraphQLResponse = "application/graphql-response+json";

    public static Task<HttpResponseMessage> QueryAsync(
        this GraphQLHost host, string query, object? variables = null, string? accept = null)
        => host.PostAsync(JsonSerializer.Serialize(new { query, variables }), accept);

    public static async Task<HttpResponseMessage> PostAsync(
        this GraphQLHost host, string body, string? accept = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await host.SendAsync(request, accept);
    }

    public static async Task<HttpResponseMessage> GetAsync(
        this GraphQLHost host, string queryString, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Url + queryString);
        return await host.SendAsync(request, accept);
    }

    public static Task<HttpResponseMessage> SendAsync(this GraphQLHost host, HttpRequestMessage request, string? accept)
    {
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return host.Client.SendAsync(request);
    }

    public static Task<string> TextAsync(this HttpResponseMessage response) => response.Content.ReadAsStringAsync();
}
