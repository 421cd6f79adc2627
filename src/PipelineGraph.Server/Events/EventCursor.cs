using System.Buffers.Binary;
using System.Buffers.Text;

namespace PipelineGraph.Server.Events;

/// <summary>A place in the log as clients keep it: opaque, and good for as long as events are kept.</summary>
internal static class EventCursor
{
    private const byte Form = 1;   // another form of cursor would begin with another byte
    private const int Length = 1 + sizeof(long);

    public static string Encode(long position)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Form;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], position);
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>False when it was not made by <see cref="Encode"/>.</returns>
    public static bool TryDecode(string cursor, out long position)
    {
        position = 0;
        Span<byte> bytes = stackalloc byte[Length];
        // Exactly as long as one is: longer text would be read in part, shorter text padded.
        if (cursor.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.IsValid(cursor)) return false;
        if (!Base64Url.TryDecodeFromChars(cursor, bytes, out var read) || read != Length || bytes[0] != Form) return false;

        position = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        return position >= 0;
    }
}
