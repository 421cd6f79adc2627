using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Engine.Planning;

/// <summary>Writes the selected members of a computed object, with holes for the rows that it names.</summary>
internal sealed class ValueWriter(IReadOnlyList<ValueWriter.Part> parts)
{
    /// <summary>One selected member; without a member it is `__typename`.</summary>
    /// <param name="Prefix">Its name as JSON.</param>
    /// <param name="ResponseKey">Its name in the response.</param>
    /// <param name="Read">Takes it from the object.</param>
    internal sealed record Part(byte[] Prefix, string ResponseKey, Func<object, object?> Read)
    {
        internal WireKind Wire { get; init; }

        internal EnumText? Enum { get; init; }

        /// <summary>For `__typename`: its JSON text; for ids: the type's UTF-8 name.</summary>
        internal byte[]? TypeName { get; init; }

        /// <summary>For computed objects: how to write one.</summary>
        internal ValueWriter? Object { get; init; }

        /// <summary>For rows: the child level that shows them.</summary>
        internal int? Child { get; init; }

        internal bool IsList { get; init; }

        internal bool IsNullable { get; init; }
    }

    /// <summary>Whether rows stand in the object, so that a part of it may turn out to be null later.</summary>
    internal bool HasHoles { get; } = parts.Any(part => part.Child is not null || part.Object is { HasHoles: true });

    /// <param name="rows">Takes the JSON and the holes.</param>
    /// <param name="value">The object.</param>
    /// <param name="at">Its place in the row.</param>
    internal void Write(LevelRows rows, object value, ValuePlace at)
    {
        rows.Buffer.Append((byte)'{');
        foreach (var part in parts)
        {
            rows.Buffer.Append(part.Prefix);
            if (part is { TypeName: { } name, Wire: not WireKind.Id }) rows.Buffer.Append(name);
            else if (part.Read(value) is { } member) Write(rows, part, member, at.To(part.ResponseKey));
            else rows.Buffer.Append("null"u8);
        }

        rows.Buffer.Append((byte)'}');
    }

    private static void Write(LevelRows rows, Part part, object member, ValuePlace at)
    {
        if (part is { Child: null, Object: null, IsList: false })
        {
            WriteScalar(rows.Buffer, part, member);
            return;
        }

        var scope = part.IsNullable ? rows.OpenScope() : (int?)null;
        var inside = scope is { } own ? at with { Scope = own } : at;
        if (part.IsList) WriteItems(rows, part, (System.Collections.IEnumerable)member, inside);
        else WriteItem(rows, part, member, inside);
        if (scope is { } opened) rows.CloseScope(opened);
    }

    private static void WriteItems(LevelRows rows, Part part, System.Collections.IEnumerable members, ValuePlace at)
    {
        var index = 0;
        rows.Buffer.Append((byte)'[');
        foreach (var member in members)
        {
            if (index > 0) rows.Buffer.Append((byte)',');
            WriteItem(rows, part, member, at.To(index++));
        }

        rows.Buffer.Append((byte)']');
    }

    private static void WriteItem(LevelRows rows, Part part, object member, ValuePlace at)
    {
        if (part.Object is { } nested) nested.Write(rows, member, at);
        else if (part.Child is { } child) rows.AddHole(child, (Guid)member, at.Scope, at.Path());
        else WriteScalar(rows.Buffer, part, member);
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
            case WireKind.Long:
                buffer.Advance(WireFormat.WriteLong(buffer.Reserve(WireFormat.MaxLongLength), (long)value));
                break;
            case WireKind.Float:
                buffer.Advance(WireFormat.WriteDouble(buffer.Reserve(WireFormat.MaxDoubleLength), (double)value));
                break;
            case WireKind.Decimal:
                buffer.Advance(WireFormat.WriteDecimal(buffer.Reserve(WireFormat.MaxDecimalLength), (decimal)value));
                break;
            default:
                WriteQuoted(buffer, part, value);
                break;
        }
    }

    private static void WriteQuoted(Utf8Buffer buffer, Part part, object value)
    {
        buffer.Append((byte)'"');
        buffer.Advance(part.Wire switch
        {
            WireKind.DateTime => WireFormat.WriteDateTime(buffer.Reserve(WireFormat.DateTimeLength), (DateTime)value),
            WireKind.LocalDate
                => WireFormat.WriteLocalDate(buffer.Reserve(WireFormat.LocalDateLength), (DateOnly)value),
            WireKind.Id => NodeIdCodec.Encode(
                part.TypeName, (Guid)value, buffer.Reserve(NodeIdCodec.EncodedLength(part.TypeName!.Length))),
            _ => throw new InvalidOperationException($"Computed objects have no members of kind {part.Wire}.")
        });
        buffer.Append((byte)'"');
    }
}

/// <summary>A place in the row's JSON, for the paths of errors.</summary>
/// <param name="Up">The place around it.</param>
/// <param name="Step">Name or index; none for the row itself.</param>
/// <param name="Scope">The nearest object or list around it that may be null; none: only the whole row.</param>
internal sealed record ValuePlace(ValuePlace? Up, object? Step, int Scope)
{
    internal ValuePlace To(object step) => new(this, step, Scope);

    internal object[] Path()
    {
        var steps = new Stack<object>();
        for (var place = this; place is not null; place = place.Up)
            if (place.Step is { } step) steps.Push(step);
        return [.. steps];
    }
}
