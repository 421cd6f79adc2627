using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PipelineGraph.Server.Tests.Hardening.Faults;

/// <summary>Asks a server by every transport, and holds what it answers against what may not be told.</summary>
internal sealed partial class Probe(HttpClient client, string token)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Operations =
    [
        "{ deals(first: 1) { totalCount nodes { title account { name } activities(first: 1) { nodes { id } } } } }",
        """{ node(id: "RGVhbDozZjI1MDRlMDRmODkxMWQzOWEwYzAzMDVlODJjMzMwMQ==") { id } }""",
        "{ pipelines { id } latestEventCursor events(first: 1) { nodes { cursor } } }",
        "query Figures { dealAggregates { rows { count } } " + Figures("pipelineMetrics", "asOf") + Figures("board", "asOf")
            + Figures("prioritizedDeals", "deal { id }") + Figures("forecastBacktest", "__typename") + "}",
        """mutation { createAccount(input: { name: "Acme" }) { account { name } errors { __typename } } }""",
        """subscription { onPipelineEvent(after: "") { cursor } }""",
    ];

    private readonly List<string> _answers = [];

    /// <summary>Trace ids of unexpected errors so far.</summary>
    public IReadOnlyList<string> TraceIds
        => [.. _answers.SelectMany(answer => TraceId().Matches(answer)).Select(id => id.Groups[1].Value)];

    /// <summary>All answers so far.</summary>
    public IReadOnlyList<string> Answers => _answers;

    public async Task AskAllAsync()
    {
        foreach (var path in (string[])["/health/ready", "/health/live", "/graphql?sdl", "/graphql/ui/"])
            await KeepAsync(new HttpRequestMessage(HttpMethod.Get, path));
        foreach (var query in Operations)
        {
            await PostAsync(query, "text/event-stream");
            await SocketAsync(query);
            if (query.StartsWith("subscription", StringComparison.Ordinal)) continue;   // for streams only

            await PostAsync(query, "application/graphql-response+json");
            await PostAsync(query, "application/json");
            if (query.StartsWith("mutation", StringComparison.Ordinal))
                await PostAsync(query, "application/json", Guid.NewGuid().ToString());
        }
    }

    /// <summary>Fails where an answer tells of the inside.</summary>
    /// <param name="secrets">What this server in particular must not tell.</param>
    public void AssertNothingTold(params string[] secrets)
    {
        Assert.NotEmpty(_answers);
        foreach (var answer in _answers)
        {
            Assert.DoesNotMatch(Inside(), answer);
            Assert.All([.. secrets, Environment.MachineName],
                secret => Assert.DoesNotContain(secret, answer, StringComparison.OrdinalIgnoreCase));
        }
    }

    public async Task PostAsync(string query, string accept, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query }),
        };
        request.Headers.Accept.ParseAdd(accept);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        await KeepAsync(request);
    }

    private async Task KeepAsync(HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using (request)
        using (var answer = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience))
            _answers.Add($"{(int)answer.StatusCode} {answer.ReasonPhrase}\n{answer.Headers}{await BodyAsync(answer)}");
    }

    /// <summary>Of a stream its first block; of the IDE, which is the same whatever happens, nothing.</summary>
    private static async Task<string> BodyAsync(HttpResponseMessage answer)
    {
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (type is "text/html" or "application/graphql") return "";
        if (type != "text/event-stream") return await answer.Content.ReadAsStringAsync().WaitAsync(Patience);

        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var text = new StringBuilder();
        try
        {
            while (await lines.ReadLineAsync().WaitAsync(Patience) is { Length: > 0 } line)
                text.Append(line).Append('\n');
        }
        catch (HttpIOException)
        {
            text.Append("(cut)");
        }

        return text.ToString();
    }

    /// <summary>Up to the end of the operation or of the connection; for a subscription up to a pong.</summary>
    private async Task SocketAsync(string query)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        var endpoint = new UriBuilder(new Uri(client.BaseAddress!, "/graphql")) { Scheme = "ws" };
        await socket.ConnectAsync(endpoint.Uri, default);
        await SendAsync(socket, new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } });
        await SendAsync(socket, new { type = "subscribe", id = "1", payload = new { query } });
        await SendAsync(socket, new { type = "ping" });
        var buffer = new byte[64 * 1024];
        for (var open = true; open;)
        {
            var frame = await socket.ReceiveAsync(buffer, default).WaitAsync(Patience);
            var text = Encoding.UTF8.GetString(buffer, 0, frame.Count);
            _answers.Add($"{text} {socket.CloseStatus} {socket.CloseStatusDescription}");
            open = frame.MessageType is WebSocketMessageType.Text && !IsLast(text, query);
        }
    }

    private static string Figures(string field, string selection)
        => $"{field}(pipelineId: \"UGlwZWxpbmU6M2YyNTA0ZTA0Zjg5MTFkMzlhMGMwMzA1ZTgyYzMzMDE=\") {{ {selection} }} ";

    private static bool IsLast(string message, string query)
        => message.Contains("\"type\":\"complete\"", StringComparison.Ordinal)
            || message.Contains("\"type\":\"error\"", StringComparison.Ordinal)
            || (query.StartsWith("subscription", StringComparison.Ordinal)
                && message.Contains("\"type\":\"pong\"", StringComparison.Ordinal));

    private static Task SendAsync(ClientWebSocket socket, object message)
        => socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, default);

    [GeneratedRegex("\"traceId\":\"([0-9a-f]{32})\"")]
    private static partial Regex TraceId();

    /// <summary>Stacks, types, SQL, paths, addresses, the words of databases.</summary>
    [GeneratedRegex("""
          \bat\s\w+\. | Exception | \b(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|BEGIN)\b\s
          | sqlite | npgsql | postgres | Microsoft\. | System\. | PipelineGraph\. | Data\sSource | Host=
          | 127\.0\.0\.1 | localhost | /tmp | /home | \.cs\b | \.db\b
          | \bdisk\b | readonly | malformed | locked | refused | socket | \bconnection\b(?!_ack)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex Inside();
}
