using System.Buffers;
using System.Text;

namespace PipelineGraph.Engine.Planning;

/// <summary>A growing UTF-8 buffer from the shared pool. Not thread-safe; must be disposed exactly once.</summary>
internal sealed class Utf8Buffer(int capacity = 4096) : IDisposable
{
    // What JSON text must escape: quote, backslash and the control characters; lone surrogates are replaced by the encoder.
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. "\"\\", .. Enumerable.Range(0, 32).Select(c => (char)c)]);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    internal int Length { get; set; }

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    internal ReadOnlySpan<byte> Slice(int start, int end) => _bytes.AsSpan(start, end - start);

    /// <summary>Room for at least <paramref name="size"/> more bytes; call <see cref="Advance"/> with what was used.</summary>
    internal Span<byte> Reserve(int size)
    {
        if (_bytes.Length - Length < size) Grow(size);
        return _bytes.AsSpan(Length);
    }

    internal void Advance(int count) => Length += count;

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    internal void Append(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    /// <summary>Appends a JSON string with its quotes.</summary>
    internal void AppendText(ReadOnlySpan<char> text)
    {
        Append((byte)'"');
        while (true)
        {
            var plain = text.IndexOfAny(Escaped);
            AppendPlain(plain < 0 ? text : text[..plain]);
            if (plain < 0) break;
            AppendEscape(text[plain]);
            text = text[(plain + 1)..];
        }

        Append((byte)'"');
    }

    /// <summary>Hands the bytes over; the buffer is empty then.</summary>
    internal RawJson Detach()
    {
        var json = new RawJson(_bytes, Length);
        (_bytes, Length) = ([], 0);
        return json;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void AppendPlain(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        var room = Reserve(text.Length * 3);
        Length += Encoding.UTF8.GetBytes(text, room);
    }

    private void AppendEscape(char character) => Append(character switch
    {
        '"' => "\\\""u8,
        '\\' => "\\\\"u8,
        '\n' => "\\n"u8,
        '\r' => "\\r"u8,
        '\t' => "\\t"u8,
        _ => Encoding.ASCII.GetBytes($"\\u{(int)character:X4}")
    });

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + size));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
