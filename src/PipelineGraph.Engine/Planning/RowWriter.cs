using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Engine.Planning;

/// <summary>
/// Writes the rows of one level as JSON while the database reader stands on them. The query's projection is a chain of
/// calls on this object, one for each place of the row, so that no row object and no boxed value ever exists.
/// </summary>
/// <remarks>Each method returns the writer, because a projection is one expression.</remarks>
internal sealed partial class RowWriter(RowLayout layout, LevelRows rows)
{
    private readonly Utf8Buffer _buffer = rows.Buffer;

    internal RowWriter Begin(Guid parent)
    {
        rows.BeginRow(parent);
        return this;
    }

    internal RowWriter BeginAlone()
    {
        rows.BeginRow(default);
        return this;
    }

    /// <summary>Starts the next piece of JSON of this row.</summary>
    internal RowWriter Fragment()
    {
        rows.BeginFragment();
        _depth = _skipped = 0;
        OpenObject(-1, nullable: false);
        return this;
    }

    internal RowWriter EndFragment()
    {
        CloseObject();
        return this;
    }

    internal RowWriter End()
    {
        rows.EndRow();
        return this;
    }

    /// <summary>Opens a nested object, or writes null and passes over all places up to its end.</summary>
    internal RowWriter Open(int slot, bool exists)
    {
        if (_skipped > 0)
        {
            _skipped++;
            return this;
        }

        var place = layout[slot];
        _buffer.Append(place.Prefix);
        if (exists)
        {
            OpenObject(slot, !place.IsNonNull);
        }
        else
        {
            _buffer.Append("null"u8);
            _skipped = 1;
            if (place.IsNonNull) Fail(place);
        }

        return this;
    }

    internal RowWriter Close()
    {
        if (_skipped > 0) _skipped--;
        else CloseObject();
        return this;
    }

    /// <summary>Marks where a nested list of <paramref name="parent"/> will stand once its level has been read.</summary>
    internal RowWriter Hole(int slot, Guid? parent)
    {
        if (Starts(slot) is { } place && parent is { } key) rows.AddHole(place.Child, key, Scope());
        return this;
    }

    internal RowWriter TypeName(int slot)
    {
        if (Starts(slot) is { } place) _buffer.Append(place.TypeName);
        return this;
    }

    internal RowWriter Text(int slot, string? value)
    {
        if (Starts(slot, value is null) is not null) _buffer.AppendText(value);
        return this;
    }

    internal RowWriter Int(int slot, int? value)
    {
        if (Starts(slot, value is null) is not null)
            _buffer.Advance(WireFormat.WriteLong(_buffer.Reserve(WireFormat.MaxLongLength), value.GetValueOrDefault()));
        return this;
    }

    internal RowWriter Long(int slot, long? value)
    {
        if (Starts(slot, value is null) is not null)
            _buffer.Advance(WireFormat.WriteLong(_buffer.Reserve(WireFormat.MaxLongLength), value.GetValueOrDefault()));
        return this;
    }

    internal RowWriter Float(int slot, double? value)
    {
        if (Starts(slot, value is null) is not null)
            _buffer.Advance(WireFormat.WriteDouble(_buffer.Reserve(WireFormat.MaxDoubleLength), value.GetValueOrDefault()));
        return this;
    }

    internal RowWriter Boolean(int slot, bool? value)
    {
        if (Starts(slot, value is null) is not null)
            _buffer.Append(value.GetValueOrDefault() ? "true"u8 : "false"u8);
        return this;
    }

    internal RowWriter Money(int slot, long? units)
    {
        if (Starts(slot, units is null) is not null)
            _buffer.Advance(WireFormat.WriteMoney(_buffer.Reserve(WireFormat.MaxMoneyLength), units.GetValueOrDefault()));
        return this;
    }

    internal RowWriter Decimal(int slot, decimal? value)
    {
        if (Starts(slot, value is null) is not null)
            _buffer.Advance(WireFormat.WriteDecimal(_buffer.Reserve(WireFormat.MaxDecimalLength), value.GetValueOrDefault()));
        return this;
    }

    internal RowWriter DateTime(int slot, DateTime? value)
    {
        if (Starts(slot, value is null) is not null)
            Quoted(WireFormat.WriteDateTime(_buffer.Reserve(WireFormat.DateTimeLength + 2)[1..], value.GetValueOrDefault()));
        return this;
    }

    internal RowWriter LocalDate(int slot, DateOnly? value)
    {
        if (Starts(slot, value is null) is not null)
            Quoted(WireFormat.WriteLocalDate(_buffer.Reserve(WireFormat.LocalDateLength + 2)[1..], value.GetValueOrDefault()));
        return this;
    }

    internal RowWriter Id(int slot, Guid? value)
    {
        if (Starts(slot, value is null) is not { TypeName: { } name }) return this;
        var room = _buffer.Reserve(NodeIdCodec.EncodedLength(name.Length) + 2);
        Quoted(NodeIdCodec.Encode(name, value.GetValueOrDefault(), room[1..]));
        return this;
    }

    internal RowWriter Enum<TEnum>(int slot, TEnum? value) where TEnum : struct, Enum
    {
        if (Starts(slot, value is null) is { Enum: EnumText<TEnum> texts })
            _buffer.Append(texts.Of(value.GetValueOrDefault()));
        return this;
    }

    internal RowWriter Enums<TEnum>(int slot, IReadOnlyList<TEnum>? values) where TEnum : struct, Enum
    {
        if (Starts(slot, values is null) is not { Enum: EnumText<TEnum> texts }) return this;
        _buffer.Append((byte)'[');
        for (var i = 0; i < values!.Count; i++)
        {
            if (i > 0) _buffer.Append((byte)',');
            _buffer.Append(texts.Of(values[i]));
        }

        _buffer.Append((byte)']');
        return this;
    }

    internal RowWriter Value<TValue>(int slot, TValue? value)
    {
        if (Starts(slot, value is null) is not { Value: { } writer } place) return this;
        var own = writer.HasHoles && !place.IsNonNull ? rows.OpenScope() : (int?)null;
        writer.Write(rows, value!, PlaceOf(place, own));
        if (own is { } scope) rows.CloseScope(scope);
        return this;
    }

    /// <summary>Puts the quotes around text that was written one byte behind the end.</summary>
    private void Quoted(int length)
    {
        _buffer.Reserve(1)[0] = (byte)'"';
        _buffer.Advance(length + 1);
        _buffer.Append((byte)'"');
    }
}
