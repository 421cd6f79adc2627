namespace PipelineGraph.Engine.Planning;

/// <summary>The row's sort keys, from which its cursor is made.</summary>
internal sealed partial class RowWriter
{
    internal RowWriter BeginKeys()
    {
        rows.Cursors.Begin();
        return this;
    }

    internal RowWriter EndKeys()
    {
        rows.Cursors.Seal();
        return this;
    }

    internal RowWriter TextKey(string? value)
    {
        if (value is null) rows.Cursors.Null();
        else rows.Cursors.Add(value);
        return this;
    }

    internal RowWriter LongKey(long? value)
    {
        if (value is null) rows.Cursors.Null();
        else rows.Cursors.Add(value.Value);
        return this;
    }

    internal RowWriter IntKey(int? value) => LongKey(value);

    internal RowWriter FloatKey(double? value)
        => LongKey(value is null ? null : BitConverter.DoubleToInt64Bits(value.Value));

    internal RowWriter BooleanKey(bool? value) => LongKey(value is null ? null : value.Value ? 1 : 0);

    internal RowWriter DateTimeKey(DateTime? value) => LongKey(value?.Ticks);

    internal RowWriter LocalDateKey(DateOnly? value) => LongKey(value?.DayNumber);

    internal RowWriter EnumKey<TEnum>(TEnum? value) where TEnum : struct, Enum => TextKey(value?.ToString());

    internal RowWriter IdKey(Guid? value)
    {
        if (value is null) rows.Cursors.Null();
        else rows.Cursors.Add(value.Value);
        return this;
    }

    /// <summary>Writes the row's cursor as a place of its JSON.</summary>
    internal RowWriter Cursor(int slot)
    {
        if (Starts(slot) is null) return this;
        _buffer.Append((byte)'"');
        _buffer.Append(rows.Cursors.Current);
        _buffer.Append((byte)'"');
        return this;
    }
}
