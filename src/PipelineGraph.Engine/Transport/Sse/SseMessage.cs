using System.Buffers;
using System.Text;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Transport.Sse;

/// <summary>What goes over an event stream; buffers are to be disposed.</summary>
internal static class SseMessage
{
    /// <summary>The end of an operation. Its empty data is there because browsers drop events without any.</summary>
    public static ReadOnlySpan<byte> Complete => "event: complete\ndata:\n\n"u8;

    /// <param name="id">The event's cursor, which a client gives back as `Last-Event-ID`; null where there is none.</param>
    /// <param name="payload">An execution result: JSON without line breaks.</param>
    public static PooledBuffer Next(string? id, ReadOnlySpan<byte> payload)
    {
        var message = new PooledBuffer(payload.Length + 96);
        message.Write("event: next\n"u8);
        if (id is not null) message.Write(Encoding.ASCII.GetBytes($"id: {id}\n"));
        message.Write("data: "u8);
        message.Write(payload);
        message.Write("\n\n"u8);
        return message;
    }

    /// <summary>A comment: keeps the connection open, and tells how far everything has been sent.</summary>
    public static byte[] Comment(string cursor) => Encoding.ASCII.GetBytes($": {{\"cursor\":\"{cursor}\"}}\n\n");

    public static void Add(this PooledBuffer message, ReadOnlySpan<byte> more) => message.Write(more);
}
