using System.Globalization;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Mutations.Inputs;

/// <summary>The ways in which coerced values become .NET values; each is closed over a type once.</summary>
internal static class InputReaders
{
    internal static ReadInput<T> Scalar<T>() => static (value, _, _) => (T)value!;

    internal static ReadInput<string> Text() => static (value, field, faults) =>
    {
        var text = (string)value!;
        if (text is not null && text.Contains('\0')) faults.Add(field, "The character U+0000 is not allowed.");
        return text!;
    };

    internal static ReadInput<NodeId<T>> Id<T>(string typeName) where T : class => (value, field, faults) =>
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (!NodeIdCodec.TryDecode(text, out var id)) faults.Add(field, NodeIdErrors.InvalidFormat);
        else if (id.TypeName != typeName) faults.Add(field, NodeIdErrors.WrongType(text, typeName));
        else return new NodeId<T>(id.Value);
        return default;
    };

    internal static ReadInput<T?> Nullable<T>(ReadInput<T> read) where T : struct
        => (value, field, faults) => value is null ? null : read(value, field, faults);

    internal static ReadInput<T> NeverCleared<T>(ReadInput<T> read) => (value, field, faults) =>
    {
        if (value is null) faults.Add(field, "It cannot be cleared; left out, it stays as it is.");
        return read(value, field, faults);
    };

    internal static ReadInput<IReadOnlyList<T>> List<T>(ReadInput<T> read) => (value, field, faults) =>
    {
        if (value is null) return null!;

        var given = (System.Collections.IList)value;
        var items = new T[given.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = read(given[i], string.Create(CultureInfo.InvariantCulture, $"{field}.{i}"), faults);
        return items;
    };

    internal static ReadInput<T> Record<T>(InputBinder<T> binder) where T : class => (value, field, faults)
        => value is null ? null! : binder.Bind((IDictionary<string, object?>)value, field + ".", faults);

    /// <summary>The value of a field, or what the record's constructor has for one that is left out.</summary>
    internal static T Field<T>(IDictionary<string, object?> fields, string name, string prefix, InputFaults faults,
        ReadInput<T> read, T absent)
        => fields.TryGetValue(name, out var value) ? read(value, prefix + name, faults) : absent;

    internal static Optional<T> OptionalField<T>(IDictionary<string, object?> fields, string name, string prefix,
        InputFaults faults, ReadInput<T> read)
        => fields.TryGetValue(name, out var value) ? new Optional<T>(read(value, prefix + name, faults)) : default;
}
