using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace PipelineGraph.Benchmarks;

/// <summary>What a broadcast costs by itself: the same bytes to every socket, and nothing else.</summary>
internal sealed class BareBroadcast
{
    private readonly ConcurrentDictionary<WebSocket, bool> _sockets = new();

    public async Task AcceptAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        _sockets[socket] = true;
        try
        {
            while (socket.State == WebSocketState.Open)
                await socket.ReceiveAsync(new byte[128], context.RequestAborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // Gone.
        }

        _sockets.TryRemove(socket, out _);
    }

    /// <summary>Sends the request's body to everybody.</summary>
    public async Task SendAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var message = body.ToArray();
        foreach (var socket in _sockets.Keys)
            _ = socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None);
    }
}
