using System.Linq.Expressions;
using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types;

/// <summary>
/// Fields of an object type that is no row of the database, above all `Query`: planned entry points into the tables,
/// and ordinary fields with resolvers. Several declarations may add to the same type.
/// </summary>
/// <param name="typeName">Name of the object type that gets the fields.</param>
public abstract class ObjectFields(string typeName = "Query")
{
    private readonly List<object> _fields = [];

    /// <summary>Name of the object type that gets the fields.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>The type's documentation, if this declaration gives it.</summary>
    public string? Documentation { get; private set; }

    /// <summary>Who may use its fields; empty: everybody.</summary>
    public IReadOnlyList<string> Roles { get; private set; } = [];

    internal IReadOnlyList<object> Fields => _fields;

    /// <summary>Sets the type's documentation.</summary>
    protected void Description(string text) => Documentation = text;

    /// <summary>Only callers with one of these roles may use its fields; others get `AUTH_NOT_AUTHORIZED`.</summary>
    protected void AllowedTo(params string[] roles) => Roles = roles;

    /// <summary>Pages over a table or a part of it, with `where` and `order`.</summary>
    protected ListField Connection<T>(string name, Expression<Func<IQueryable<T>>> rows) where T : class
        => Add(new ListField(name, rows, typeof(T), ListKind.Connection).FilteredAndSorted());

    /// <summary>A table or a part of it as a plain list, with `where` and `order`.</summary>
    protected ListField List<T>(string name, Expression<Func<IQueryable<T>>> rows) where T : class
        => Add(new ListField(name, rows, typeof(T), ListKind.List).FilteredAndSorted());

    /// <summary>The first row of a part of a table, or null.</summary>
    protected ListField First<T>(string name, Expression<Func<IQueryable<T>>> rows) where T : class
        => Add(new ListField(name, rows, typeof(T), ListKind.First));

    /// <summary>One row by its global id; null when there is none.</summary>
    protected ListField ById<T>(string name) where T : class
    {
        Expression<Func<IQueryable<T>>> all = () => Rows.Of<T>();
        return Add(new ListField(name, all, typeof(T), ListKind.First).WithId());
    }

    /// <summary>One row by the key that the resolver's object holds; null without a key or a row.</summary>
    protected KeyedField Reference<TSource, TRow>(string name, Func<TSource, Guid?> key) where TRow : class
        => Keyed(KeyedField.One<TRow>(name, source => key((TSource)source)));

    /// <summary>Rows by the keys that the resolver's object holds, in their order.</summary>
    protected KeyedField References<TSource, TRow>(string name, Func<TSource, IReadOnlyList<Guid>?> keys)
        where TRow : class
        => Keyed(KeyedField.Many<TRow>(name, source => keys((TSource)source)));

    /// <summary>Pages of rows that hang on a row whose key the resolver's object holds.</summary>
    protected ListField Related<TSource, TParent, TRow>(
        string name, Func<TSource, Guid?> parent, Expression<Func<TParent, IEnumerable<TRow>>> rows)
        where TParent : class
    {
        var list = new ListField(name, rows, typeof(TRow), ListKind.Connection);
        _fields.Add(new RelatedField(list, typeof(TParent), source => parent((TSource)source)));
        return list;
    }

    /// <summary>A field that is planned by keys which the resolver's object holds.</summary>
    protected KeyedField Keyed(KeyedField field)
    {
        _fields.Add(field);
        return field;
    }

    /// <summary>Pages over an interface or union that a resolver finds; the planner reads their rows.</summary>
    protected KeyedConnection Connection(
        string name, string abstractType, Func<IResolveFieldContext, Task<KeyedPage>> page)
    {
        var connection = new KeyedConnection(name, abstractType, page);
        _fields.Add(connection);
        return connection;
    }

    /// <summary>An ordinary GraphQL.NET field with its own resolver.</summary>
    protected void Resolved(FieldType field) => _fields.Add(field);

    /// <summary>Any node by its global id (`node`), and several at once (`nodes`).</summary>
    protected void Nodes() => _fields.AddRange([NodeEntry.One, NodeEntry.Many]);

    private ListField Add(ListField field)
    {
        _fields.Add(field);
        return field;
    }
}

internal enum NodeEntry
{
    One,
    Many
}
