using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Types.Fields;

/// <summary>
/// A field of an object that a resolver made: rows that the planner reads by the keys which the object holds. Objects
/// that stand in one list are read for together, with one command for each level, however many they are.
/// </summary>
public sealed class KeyedField
{
    private readonly Func<object, IReadOnlyList<NodeId>?> _ids;
    private Func<object, object?>? _row;

    private KeyedField(string name, bool isList, Func<object, IReadOnlyList<NodeId>?> ids)
        => (Name, IsList, _ids, IsNullable) = (name, isList, ids, !isList);

    /// <summary>Name in the schema.</summary>
    public string Name { get; }

    /// <summary>The documentation that clients read.</summary>
    public string? Documentation { get; private set; }

    /// <summary>Whether the field shows a list of rows, in the order of their keys; its items are never null.</summary>
    public bool IsList { get; }

    /// <summary>Whether the field may be null: a single row unless said otherwise, a list only if said so.</summary>
    public bool IsNullable { get; private set; }

    /// <summary>Type of the rows; null when an abstract type is shown.</summary>
    internal Type? RowType { get; private init; }

    /// <summary>The entity type to show the rows as, when the row's type alone does not tell.</summary>
    internal Type? Declaration { get; private init; }

    /// <summary>Name of the interface or union that is shown; the ids tell which type each row is.</summary>
    internal string? AbstractType { get; private init; }

    /// <summary>One row by its key; null without a key, or when there is no such row for the caller.</summary>
    public static KeyedField One<TRow>(string name, Func<object, Guid?> key) where TRow : class
        => One(name, typeof(TRow), key);

    /// <inheritdoc cref="One{TRow}"/>
    public static KeyedField One(string name, Type rowType, Func<object, Guid?> key, Type? shownAs = null)
        => new(name, false, source => key(source) is { } value ? [new NodeId("", value)] : null)
        {
            RowType = rowType,
            Declaration = shownAs
        };

    /// <summary>Rows by their keys, in the order of the keys.</summary>
    public static KeyedField Many<TRow>(string name, Func<object, IReadOnlyList<Guid>?> keys) where TRow : class
        => Many(name, typeof(TRow), keys);

    /// <inheritdoc cref="Many{TRow}"/>
    public static KeyedField Many(
        string name, Type rowType, Func<object, IReadOnlyList<Guid>?> keys, Type? shownAs = null)
        => new(name, true, source => keys(source)?.Select(key => new NodeId("", key)).ToList())
        {
            RowType = rowType,
            Declaration = shownAs
        };

    /// <summary>One row as a member of an interface or union; the id's type name is that of the entity type.</summary>
    public static KeyedField OneOf(string name, string abstractType, Func<object, NodeId?> id)
        => new(name, false, source => id(source) is { } value ? [value] : null) { AbstractType = abstractType };

    /// <summary>Rows as members of an interface or union, in the order of the ids.</summary>
    public static KeyedField ManyOf(string name, string abstractType, Func<object, IReadOnlyList<NodeId>?> ids)
        => new(name, true, ids) { AbstractType = abstractType };

    /// <summary>Sets the documentation that clients read.</summary>
    public KeyedField Description(string? text)
    {
        Documentation = text;
        return this;
    }

    /// <summary>Declares that the field is never null: a missing row is an error (HC0018).</summary>
    public KeyedField NonNull()
    {
        IsNullable = false;
        return this;
    }

    /// <summary>Declares that the field may be null.</summary>
    public KeyedField Nullable()
    {
        IsNullable = true;
        return this;
    }

    /// <summary>Declares that the object may have the row itself.</summary>
    internal KeyedField InHand(Func<object, object?> row)
    {
        _row = row;
        return this;
    }

    /// <summary>The row itself; null where only its key is known.</summary>
    internal object? RowOf(object source) => _row?.Invoke(source);

    /// <summary>Ids of the rows that an object shows; null when the field is null.</summary>
    /// <param name="source">The object.</param>
    /// <param name="typeName">The entity type's name, where the ids do not tell it.</param>
    internal IReadOnlyList<NodeId>? IdsOf(object source, string? typeName)
    {
        var ids = _ids(source);
        return ids is null || typeName is null ? ids : [.. ids.Select(id => id with { TypeName = typeName })];
    }
}
