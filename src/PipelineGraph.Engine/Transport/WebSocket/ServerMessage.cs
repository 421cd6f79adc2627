using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>The messages of the server, as JSON; those in buffers are to be disposed.</summary>
internal static class ServerMessage
{
    public static ReadOnlyMemory<byte> Ack { get; } = """{"type":"connection_ack"}"""u8.ToArray();

    private static readonly byte[] PlainPing = """{"type":"ping"}"""u8.ToArray();

    /// <param name="cursor">A place in the log of events; null to leave it out.</param>
    public static ReadOnlyMemory<byte> Ping(string? cursor)
        => cursor is null ? PlainPing
            : JsonSerializer.SerializeToUtf8Bytes(new { type = "ping", payload = new { cursor } });

    /// <param name="payload">That of the ping, as it came; may be empty.</param>
    public static PooledBuffer Pong(ReadOnlyMemory<byte> payload)
    {
        var message = new PooledBuffer(payload.Length + 64);
        message.Write("{\"type\":\"pong\""u8);
        if (!payload.IsEmpty)
        {
            message.Write(",\"payload\":"u8);
            message.Write(payload.Span);
        }

        message.Write("}"u8);
        return message;
    }

    public static PooledBuffer Next(string id, GraphQLResponse response)
        => OfOperation("next", id, response.Write);

    /// <param name="payload">An execution result.</param>
    public static PooledBuffer Next(string id, ReadOnlyMemory<byte> payload)
        => OfOperation("next", id, output => output.Write(payload.Span));

    public static PooledBuffer Error(string id, IEnumerable<ExecutionError> errors)
        => OfOperation("error", id, output => ResponseWriter.WriteErrors(errors, output));

    public static PooledBuffer Complete(string id) => OfOperation("complete", id, payload: null);

    private static PooledBuffer OfOperation(string type, string id, Action<IBufferWriter<byte>>? payload)
    {
        var message = new PooledBuffer();
        try
        {
            message.Write("{\"type\":\""u8);
            message.Write(Encoded(type));
            message.Write("\",\"id\":\""u8);
            message.Write(Encoded(id));
            message.Write("\""u8);
            if (payload is not null)
            {
                message.Write(",\"payload\":"u8);
                payload(message);
            }

            message.Write("}"u8);
            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private static ReadOnlySpan<byte> Encoded(string text)
        => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
}
