using System.Buffers.Binary;
using System.Text;
using PipelineGraph.Engine.Sorting;

namespace PipelineGraph.Engine.Paging;

/// <summary>A cursor that was read back: the sort keys of the row that it names.</summary>
/// <param name="Values">One value per key, null where the row's key was null.</param>
/// <param name="Instant">For orders that depend on the clock, the instant of the first page.</param>
internal sealed record Cursor(IReadOnlyList<object?> Values, DateTime? Instant)
{
    /// <summary>Which keys are null; part of the shape of the query.</summary>
    internal string Shape => string.Concat(Values.Select(value => value is null ? 'n' : 'v'));

    /// <summary>What the cursors of an order begin with.</summary>
    internal static byte[] Header(RowOrder order, DateTime now)
    {
        var header = new byte[order.DependsOnClock ? 12 : 4];
        BinaryPrimitives.WriteUInt32LittleEndian(header, order.Hash);
        if (header.Length > 4) BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(4), now.Ticks);
        return header;
    }

    /// <summary>Reads a cursor of this order; null when it is unreadable or belongs to another order.</summary>
    internal static Cursor? Read(string text, RowOrder order)
    {
        var bytes = new byte[text.Length];
        if (text.Length == 0 || !Convert.TryFromBase64String(text, bytes, out var length)) return null;

        var reader = new Reader(bytes.AsSpan(0, length));
        if (!reader.Take(4, out var hash) || BinaryPrimitives.ReadUInt32LittleEndian(hash) != order.Hash) return null;

        DateTime? instant = null;
        if (order.DependsOnClock)
        {
            if (!reader.TakeLong(out var ticks) || ticks is < 0 or > 3_155_378_975_999_999_999) return null;
            instant = new DateTime(ticks, DateTimeKind.Utc);
        }

        var values = new object?[order.Keys.Count];
        for (var i = 0; i < values.Length; i++)
            if (!reader.TakeValue(order.Keys[i], out values[i])) return null;
        return reader.IsAtEnd ? new Cursor(values, instant) : null;
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        internal readonly bool IsAtEnd => _rest.IsEmpty;

        internal bool Take(int length, out ReadOnlySpan<byte> taken)
        {
            taken = default;
            if (length < 0 || _rest.Length < length) return false;
            taken = _rest[..length];
            _rest = _rest[length..];
            return true;
        }

        internal bool TakeLong(out long value)
        {
            value = 0;
            if (!Take(sizeof(long), out var bytes)) return false;
            value = BinaryPrimitives.ReadInt64LittleEndian(bytes);
            return true;
        }

        internal bool TakeValue(OrderKey key, out object? value)
        {
            value = null;
            if (!Take(1, out var flag) || flag[0] > 1) return false;
            if (flag[0] == 0) return key.IsNullable;
            if (key.Type == typeof(Guid)) return TakeGuid(out value);
            return key.Type == typeof(string) || key.Type.IsEnum ? TakeText(key.Type, out value) : TakeNumber(key.Type, out value);
        }

        private bool TakeGuid(out object? value)
        {
            value = null;
            if (!Take(16, out var bytes)) return false;
            value = new Guid(bytes);
            return true;
        }

        private bool TakeText(Type type, out object? value)
        {
            value = null;
            if (!Take(sizeof(int), out var length)
                || !Take(BinaryPrimitives.ReadInt32LittleEndian(length), out var bytes)) return false;
            var text = Encoding.UTF8.GetString(bytes);
            if (!type.IsEnum) value = text;
            else if (Enum.TryParse(type, text, out var parsed)) value = parsed;
            return value is not null;
        }

        private bool TakeNumber(Type type, out object? value)
        {
            value = null;
            if (!TakeLong(out var number)) return false;
            value = Number(type, number);
            return value is not null;
        }

        private static object? Number(Type type, long number) => Type.GetTypeCode(type) switch
        {
            TypeCode.Int64 => number,
            TypeCode.Int32 => number is >= int.MinValue and <= int.MaxValue ? (int)number : null,
            TypeCode.Double => BitConverter.Int64BitsToDouble(number) is var real && double.IsFinite(real) ? real : null,
            TypeCode.Boolean => number is 0 or 1 ? number == 1 : null,
            TypeCode.DateTime => number is >= 0 and <= 3_155_378_975_999_999_999 ? new DateTime(number, DateTimeKind.Utc) : null,
            _ => type == typeof(DateOnly) && number is >= 0 and <= 3_652_058 ? DateOnly.FromDayNumber((int)number) : null
        };
    }
}
