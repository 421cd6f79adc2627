using System.Net.WebSockets;
using System.Text;

namespace PipelineGraph.Engine.Tests.Transport.WebSocket;

/// <summary>A WebSocket client that knows no protocol: it sends what it is told and shows what came.</summary>
internal sealed class SocketClient : IDisposable
{
    public const string Protocol = "graphql-transport-ws";
    public const string Ack = """{"type":"connection_ack"}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();

    public string? SubProtocol => _socket.SubProtocol;

    /// <param name="endpoint">Its HTTP address.</param>
    public static async Task<SocketClient> ConnectAsync(
        Uri endpoint, string[]? protocols = null, params (string Name, string Value)[] headers)
    {
        var client = new SocketClient();
        foreach (var protocol in protocols ?? [Protocol]) client._socket.Options.AddSubProtocol(protocol);
        foreach (var (name, value) in headers) client._socket.Options.SetRequestHeader(name, value);
        var address = new UriBuilder(endpoint) { Scheme = "ws" }.Uri;
        await client._socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Patience);
        return client;
    }

    /// <summary>Says `connection_init` and waits for its answer.</summary>
    public async Task<SocketClient> InitialisedAsync(string payload = "{}")
    {
        await SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");
        Assert.Equal(Ack, await ReceiveAsync());
        return this;
    }

    public Task SubscribeAsync(string id, string query, string more = "")
        => SendAsync($$$"""{"type":"subscribe","id":"{{{id}}}","payload":{"query":"{{{query}}}"{{{more}}}}}""");

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(
        byte[] message, WebSocketMessageType type = WebSocketMessageType.Text, bool isEnd = true)
        => _socket.SendAsync(message, type, isEnd, CancellationToken.None).WaitAsync(Patience);

    /// <summary>Sends without waiting for long, since the server may not read.</summary>
    public Task SendUnawaitedAsync(byte[] message)
        => _socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>The next message.</summary>
    public async Task<string> ReceiveAsync()
    {
        var (text, type) = await NextAsync();
        Assert.True(type is WebSocketMessageType.Text, $"closed: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
        return text;
    }

    /// <summary>Waits until the server has taken all messages so far; nothing else may come meanwhile.</summary>
    public async Task SettleAsync()
    {
        await SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await ReceiveAsync());
    }

    /// <summary>What the server closes with, as the next that comes from it; the close is answered.</summary>
    public async Task<(int Code, string Reason)> ClosedAsync()
    {
        var (text, type) = await NextAsync();
        Assert.True(type is WebSocketMessageType.Close, text);
        if (_socket.State is WebSocketState.CloseReceived) await CloseAsync();
        return ((int)_socket.CloseStatus!, _socket.CloseStatusDescription!);
    }

    /// <summary>Says that it closes.</summary>
    public Task CloseAsync()
        => _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(Patience);

    /// <summary>Whether the server cut the connection, which is the next that comes from it.</summary>
    public async Task<bool> IsCutAsync()
    {
        try
        {
            return (await NextAsync()).Type is WebSocketMessageType.Close && _socket.CloseStatus is null;
        }
        catch (WebSocketException)
        {
            return true;
        }
    }

    /// <summary>Is gone, as a client whose machine lost its network.</summary>
    public void Vanish() => _socket.Abort();

    public void Dispose() => _socket.Dispose();

    private async Task<(string Text, WebSocketMessageType Type)> NextAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var frame = await _socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience);
            message.Write(buffer, 0, frame.Count);
            if (frame.EndOfMessage) return (Encoding.UTF8.GetString(message.ToArray()), frame.MessageType);
        }
    }
}
