using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types;

/// <summary>The wire kind that a .NET type has unless a declaration says otherwise.</summary>
internal static class WireKinds
{
    internal static WireKind Of(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value.IsEnum) return WireKind.Enum;
        if (value == typeof(DateOnly)) return WireKind.LocalDate;
        return Type.GetTypeCode(value) switch
        {
            TypeCode.String => WireKind.Text,
            TypeCode.Int32 => WireKind.Int,
            TypeCode.Int64 => WireKind.Long,
            TypeCode.Double => WireKind.Float,
            TypeCode.Boolean => WireKind.Boolean,
            TypeCode.DateTime => WireKind.DateTime,
            TypeCode.Decimal => WireKind.Decimal,
            _ => throw new ArgumentException($"A field of type {type.Name} has no wire format.", nameof(type))
        };
    }
}
