using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using PipelineGraph.Engine.Planning;

namespace PipelineGraph.Engine.Paging;

/// <summary>
/// Encodes the cursors of a level's rows: base64 of a hash of the order, the instant if the order depends on the clock,
/// and each key's null flag and exact value.
/// </summary>
internal sealed class CursorBuffer : IDisposable
{
    private readonly Utf8Buffer _raw = new(256);
    private readonly Utf8Buffer _encoded = new(1024);
    private readonly List<int> _ends = [];
    private byte[] _header = [];

    /// <summary>The cursor of the row that is being read.</summary>
    internal ReadOnlySpan<byte> Current => Of(_ends.Count - 1);

    /// <summary>Sets what all cursors begin with; without it no cursors are wanted.</summary>
    internal void StartWith(byte[] header) => _header = header;

    internal ReadOnlySpan<byte> Of(int row) => _encoded.Slice(row > 0 ? _ends[row - 1] : 0, _ends[row]);

    internal void Begin()
    {
        _raw.Length = 0;
        _raw.Append(_header);
    }

    internal void Null() => _raw.Append((byte)0);

    internal void Add(long value)
    {
        _raw.Append((byte)1);
        BinaryPrimitives.WriteInt64LittleEndian(_raw.Reserve(sizeof(long)), value);
        _raw.Advance(sizeof(long));
    }

    internal void Add(Guid value)
    {
        _raw.Append((byte)1);
        value.TryWriteBytes(_raw.Reserve(16));
        _raw.Advance(16);
    }

    internal void Add(string value)
    {
        _raw.Append((byte)1);
        var length = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteInt32LittleEndian(_raw.Reserve(sizeof(int)), length);
        _raw.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(value, _raw.Reserve(length));
        _raw.Advance(length);
    }

    internal void Seal()
    {
        Base64.EncodeToUtf8(_raw.Written, _encoded.Reserve(Base64.GetMaxEncodedToUtf8Length(_raw.Length)), out _, out var written);
        _encoded.Advance(written);
        _ends.Add(_encoded.Length);
    }

    public void Dispose()
    {
        _raw.Dispose();
        _encoded.Dispose();
    }
}
