using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Engine.Planning;

/// <summary>Writes the selected members of an object that was computed in .NET.</summary>
internal sealed class ValueWriter(IReadOnlyList<ValueWriter.Part> parts)
{
    /// <summary>One selected member; without a member it is `__typename`.</summary>
    internal sealed record Part(byte[] Prefix, byte[]? TypeName, Func<object, object?> Read, WireKind Wire,
        EnumText? Enum, ValueWriter? Items);

    internal void Write(Utf8Buffer buffer, object value)
    {
        buffer.Append((byte)'{');
        foreach (var part in parts)
        {
            buffer.Append(part.Prefix);
            if (part.TypeName is { } name) buffer.Append(name);
            else Write(buffer, part, part.Read(value));
        }

        buffer.Append((byte)'}');
    }

    private static void Write(Utf8Buffer buffer, Part part, object? value)
    {
        if (value is null) buffer.Append("null"u8);
        else if (part.Items is { } items) WriteItems(buffer, items, (IEnumerable<object>)value);
        else WriteScalar(buffer, part, value);
    }

    private static void WriteItems(Utf8Buffer buffer, ValueWriter items, IEnumerable<object> values)
    {
        var isFirst = true;
        buffer.Append((byte)'[');
        foreach (var value in values)
        {
            if (!isFirst) buffer.Append((byte)',');
            isFirst = false;
            items.Write(buffer, value);
        }

        buffer.Append((byte)']');
    }

    private static void WriteScalar(Utf8Buffer buffer, Part part, object value)
    {
        switch (part.Wire)
        {
            case WireKind.Text:
                buffer.AppendText((string)value);
                break;
            case WireKind.Enum:
                buffer.Append(part.Enum!.Of(value));
                break;
            case WireKind.Boolean:
                buffer.Append((bool)value ? "true"u8 : "false"u8);
                break;
            case WireKind.Int:
                buffer.Advance(WireFormat.WriteLong(buffer.Reserve(WireFormat.MaxLongLength), (int)value));
                break;
            case WireKind.Float:
                buffer.Advance(WireFormat.WriteDouble(buffer.Reserve(WireFormat.MaxDoubleLength), (double)value));
                break;
            case WireKind.Decimal:
                buffer.Advance(WireFormat.WriteDecimal(buffer.Reserve(WireFormat.MaxDecimalLength), (decimal)value));
                break;
            default:
                throw new InvalidOperationException($"Computed objects have no members of kind {part.Wire}.");
        }
    }
}
