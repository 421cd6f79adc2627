using System.Net;
using System.Net.Http.Headers;

namespace PipelineGraph.Server.Tests.Subscriptions;

/// <summary>One event stream, read block by block.</summary>
internal sealed class SseClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private SseClient(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    public HttpStatusCode Status => _response.StatusCode;

    public HttpResponseHeaders Headers => _response.Headers;

    public string? MediaType => _response.Content.Headers.ContentType?.ToString();

    public static async Task<SseClient> OpenAsync(HttpClient client, HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        return new SseClient(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The lines up to the next empty one; null at the end of the stream.</summary>
    public async Task<IReadOnlyList<string>?> BlockAsync()
    {
        var block = new List<string>();
        while (await _lines.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Length == 0) return block;
            block.Add(line);
        }

        return block.Count == 0 ? null : throw new InvalidOperationException($"The stream ended in {string.Join('|', block)}");
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
