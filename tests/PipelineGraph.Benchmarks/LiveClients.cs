using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PipelineGraph.Benchmarks;

/// <summary>Many sockets that note when a message comes.</summary>
internal sealed class LiveClients : IAsyncDisposable
{
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly List<Task> _reading = [];
    private readonly Lock _gate = new();
    private List<long> _arrivals = [];
    private TaskCompletionSource _complete = new();
    private int _awaited;

    /// <summary>The latest message.</summary>
    public string Latest { get; private set; } = "";

    /// <summary>Subscribers of one selection.</summary>
    public static async Task<LiveClients> SubscribeAsync(MeasuredServer server, int count, string query)
    {
        var clients = new LiveClients();
        var subscribe = JsonSerializer.Serialize(new { type = "subscribe", id = "1", payload = new { query } });
        for (var i = 0; i < count; i++)
        {
            var socket = await clients.ConnectAsync(server, "/graphql", "graphql-transport-ws");
            await SendAsync(socket, """{"type":"connection_init"}""");
            await ReceiveAsync(socket);
            await SendAsync(socket, subscribe);
            clients.Read(socket);
        }

        return clients;
    }

    /// <summary>Takes so many events by one subscription.</summary>
    public static async Task ReplayAsync(MeasuredServer server, string query, int events)
    {
        await using var clients = new LiveClients();
        lock (clients._gate) clients._awaited = events;
        var socket = await clients.ConnectAsync(server, "/graphql", "graphql-transport-ws");
        await SendAsync(socket, """{"type":"connection_init"}""");
        await ReceiveAsync(socket);
        clients.Read(socket);
        await SendAsync(socket, JsonSerializer.Serialize(new { type = "subscribe", id = "1", payload = new { query } }));
        await clients._complete.Task.WaitAsync(TimeSpan.FromMinutes(5));
    }

    /// <summary>Sockets that only listen.</summary>
    public static async Task<LiveClients> ListenAsync(MeasuredServer server, int count)
    {
        var clients = new LiveClients();
        for (var i = 0; i < count; i++) clients.Read(await clients.ConnectAsync(server, BenchmarkServer.Bare, null));
        return clients;
    }

    /// <summary>Milliseconds from the beginning of an action to each of its messages, which everybody gets.</summary>
    public async Task<double[]> MeasureAsync(Func<Task> action, int messages = 1)
    {
        lock (_gate) (_arrivals, _complete, _awaited) = ([], new(), messages * _sockets.Count);
        var begun = Stopwatch.GetTimestamp();
        await action();
        await _complete.Task.WaitAsync(TimeSpan.FromMinutes(5));
        lock (_gate) return [.. _arrivals.Select(at => Stopwatch.GetElapsedTime(begun, at).TotalMilliseconds)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets) socket.Abort();
        await Task.WhenAll(_reading);
        foreach (var socket in _sockets) socket.Dispose();
    }

    private async Task<ClientWebSocket> ConnectAsync(MeasuredServer server, string path, string? protocol)
    {
        var socket = new ClientWebSocket();
        if (protocol is not null) socket.Options.AddSubProtocol(protocol);
        socket.Options.SetRequestHeader("Authorization", $"Bearer {server.Token}");
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = path }.Uri, CancellationToken.None);
        _sockets.Add(socket);
        return socket;
    }

    private void Read(ClientWebSocket socket) => _reading.Add(ReadAsync(socket));

    private async Task ReadAsync(ClientWebSocket socket)
    {
        try
        {
            while (true)
            {
                var message = await ReceiveAsync(socket);
                if (message.StartsWith("""{"type":"ping""", StringComparison.Ordinal))
                    await SendAsync(socket, """{"type":"pong"}""");
                else Note(message);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // Closed by this side.
        }
    }

    private void Note(string message)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            Latest = message;
            _arrivals.Add(now);
            if (_arrivals.Count == _awaited) _complete.SetResult();
        }
    }

    private static Task SendAsync(ClientWebSocket socket, string text)
        => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[2048];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException($"{socket.CloseStatus} {socket.CloseStatusDescription}");
            length += part.Count;
            if (part.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
