using System.Net.WebSockets;
using System.Text.Json;

namespace Subscribe;

/// <summary>One connection that speaks `graphql-transport-ws`, for one operation after the other.</summary>
internal sealed class GraphQLSocket : IDisposable
{
    private const string Protocol = "graphql-transport-ws";

    /// <summary>A connection may die without a word; the pings, every 12 seconds, tell that it lives.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[8_192];
    private int _operations;

    /// <summary>Connects, with the token in the first message.</summary>
    /// <exception cref="ClosedException">The server does not take the token, for one.</exception>
    public async Task OpenAsync(Uri url, string token)
    {
        using var silence = new CancellationTokenSource(Silence);
        _socket.Options.AddSubProtocol(Protocol);
        await _socket.ConnectAsync(url, silence.Token);
        await SendAsync(new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } });
        while (TypeOf(await ReceiveAsync()) is not "connection_ack") { }
    }

    /// <summary>Runs an operation: its results as they come, and the server's pings among them.</summary>
    /// <exception cref="RefusedException">The server refuses the operation.</exception>
    /// <exception cref="ClosedException">The server has closed the connection.</exception>
    public async IAsyncEnumerable<JsonElement> RunAsync(string query, object? variables = null)
    {
        var id = $"{++_operations}";
        await SendAsync(new { type = "subscribe", id, payload = new { query, variables } });
        while (true)
        {
            var message = await ReceiveAsync();
            switch (TypeOf(message))
            {
                case "ping":
                    await SendAsync(new { type = "pong" });
                    yield return message;
                    break;
                case "next":
                    yield return message;
                    break;
                case "error":
                    throw new RefusedException(message.GetProperty("payload"));
                case "complete":
                    yield break;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static string? TypeOf(JsonElement message) => message.GetProperty("type").GetString();

    private Task SendAsync<T>(T message)
        => _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, default);

    private async Task<JsonElement> ReceiveAsync()
    {
        using var silence = new CancellationTokenSource(Silence);
        using var text = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(), silence.Token);
            if (part.MessageType is WebSocketMessageType.Close)
                throw new ClosedException((int?)_socket.CloseStatus ?? 0, _socket.CloseStatusDescription);

            text.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage) return JsonSerializer.Deserialize<JsonElement>(text.ToArray());
        }
    }
}

/// <summary>The server refuses an operation.</summary>
/// <param name="errors">What it says about it.</param>
internal sealed class RefusedException(JsonElement errors) : Exception(errors[0].GetProperty("message").GetString())
{
    /// <summary>Something that came with the error; null when it did not.</summary>
    public string? Extension(string name)
        => errors[0].TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty(name, out var value)
            ? value.ToString()
            : null;
}

/// <summary>The server has closed the connection.</summary>
internal sealed class ClosedException(int code, string? reason) : Exception($"closed: {code} {reason}")
{
    /// <summary>Whether trying again is of no use: this program broke a rule of the protocol.</summary>
    public bool IsFinal => code is 4400 or 4401 or 4406 or 4409 or 4429;
}
