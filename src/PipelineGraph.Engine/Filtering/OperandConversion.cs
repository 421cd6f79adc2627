using System.Collections;
using GraphQL;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Filtering;

/// <summary>Turns the operand that a client sent into the value that the database compares.</summary>
internal static class OperandConversion
{
    // Amounts are never negative, so no row has it: it stands for an amount that no count of units equals.
    private const long NoAmount = long.MinValue;

    /// <param name="field">The compared field.</param>
    /// <param name="operation">The operation without its negation: eq, in, gt, gte, lt, lte, contains …</param>
    /// <param name="type">Type of the compared expression without nullability.</param>
    internal static Func<object, object?> Of(ScalarField field, string operation, Type type)
    {
        Func<object, object?> single = field.Wire switch
        {
            WireKind.Money => value => Units((decimal)value, operation),
            WireKind.Decimal when type == typeof(double) => value => (double)(decimal)value,
            WireKind.Id => value => Key((string)value, field.IdTypeName!),
            WireKind.Float => value => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
            _ => value => value
        };
        return operation is "in" ? value => List((IEnumerable)value, single, type) : single;
    }

    /// <summary>Money is compared as the true number: more than 0.00005 means at least one unit.</summary>
    private static long Units(decimal amount, string operation)
    {
        if (Math.Abs(amount) > 900_000_000_000_000m) return amount > 0 ? long.MaxValue : long.MinValue;
        var units = amount * 10_000m;
        return operation switch
        {
            "gt" or "lte" => (long)Math.Floor(units),
            "gte" or "lt" => (long)Math.Ceiling(units),
            _ => units == Math.Floor(units) ? (long)units : NoAmount
        };
    }

    private static Guid Key(string id, string typeName)
    {
        if (!NodeIdCodec.TryDecode(id, out var decoded))
        {
            throw new ExecutionError(NodeIdErrors.InvalidFormat)
            {
                Extensions = new Dictionary<string, object?> { [NodeIdErrors.OriginalValue] = id }
            };
        }

        return decoded.TypeName == typeName
            ? decoded.Value
            : throw new ExecutionError(NodeIdErrors.WrongType(id, typeName));
    }

    /// <summary>Whether it holds U+0000: no stored text does, and PostgreSQL cannot even be asked.</summary>
    internal static bool IsUnknown(object value) => value is string text && text.Contains('\0');

    private static Array List(IEnumerable values, Func<object, object?> single, Type type)
    {
        var items = values.OfType<object>().Where(value => !IsUnknown(value)).Select(single).ToArray();
        var list = Array.CreateInstance(type, items.Length);
        for (var i = 0; i < items.Length; i++) list.SetValue(items[i], i);
        return list;
    }
}
