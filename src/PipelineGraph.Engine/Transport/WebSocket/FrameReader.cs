using System.Net.WebSockets;
using PipelineGraph.Engine.Execution;
using Socket = System.Net.WebSockets.WebSocket;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>Puts the frames of a message together, as far as a message may be long.</summary>
internal sealed class FrameReader(Socket socket, int mostBytes)
{
    private const int ReadAhead = 1024;   // bytes

    /// <summary>The next message, to be disposed; null when the client has said that it closes.</summary>
    /// <exception cref="ProtocolException">It is binary, or too long: the rest of it is not read.</exception>
    public async Task<PooledBuffer?> ReadAsync()
    {
        // A connection that waits holds no buffer.
        var frame = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        var message = new PooledBuffer(ReadAhead);
        try
        {
            while (true)
            {
                if (frame.MessageType is WebSocketMessageType.Close) break;
                if (frame.MessageType is WebSocketMessageType.Binary) throw Malformed("it is binary, not text");

                message.Advance(frame.Count);
                if (message.Length > mostBytes) throw Malformed($"it is longer than {mostBytes} bytes");
                if (frame.EndOfMessage) return message;
                frame = await socket.ReceiveAsync(message.GetMemory(ReadAhead), CancellationToken.None);
            }
        }
        catch
        {
            message.Dispose();
            throw;
        }

        message.Dispose();
        return null;
    }

    /// <summary>Throws away what comes, until the client has said that it closes.</summary>
    public async Task DrainAsync()
    {
        using var waste = new PooledBuffer();
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            await socket.ReceiveAsync(waste.GetMemory(ReadAhead), CancellationToken.None);
    }

    private static ProtocolException Malformed(string why) => new(CloseReason.Malformed(why));
}
