using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types;

/// <summary>One member of a computed object: a scalar, further computed objects, or rows by their keys.</summary>
/// <param name="Name">Name in the schema.</param>
/// <param name="Description">The documentation that clients read.</param>
/// <param name="Read">
/// Takes it from the object: a value, an object, a list of objects; for rows a Guid or a list of Guid.
/// </param>
public sealed record ValueMember(string Name, string Description, Func<object, object?> Read)
{
    /// <summary>Whether it may be null; lists have no null items.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether it is a list of computed objects or of rows.</summary>
    public bool IsList { get; init; }

    /// <summary>For scalars: how the value travels.</summary>
    public WireKind Wire { get; init; }

    /// <summary>For scalars: their .NET type.</summary>
    public Type? ScalarType { get; init; }

    /// <summary>For global ids: the type that they name.</summary>
    public string? IdTypeName { get; init; }

    /// <summary>For computed objects: their type.</summary>
    public Type? ObjectType { get; init; }

    /// <summary>For rows: their type.</summary>
    public Type? RowType { get; init; }

    /// <summary>The same rows as a field of an object that a resolver made.</summary>
    internal KeyedField Keyed()
    {
        var field = IsList
            ? KeyedField.Many(Name, RowType!, source => (IReadOnlyList<Guid>?)Read(source))
            : KeyedField.One(Name, RowType!, source => (Guid?)Read(source));
        return (IsNullable ? field.Nullable() : field.NonNull()).Description(Description);
    }
}
