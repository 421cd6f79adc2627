using System.Linq.Expressions;
using System.Reflection;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types;

/// <summary>Base of the declarations: each line of the constructor makes one field public.</summary>
/// <typeparam name="T">Type of the row.</typeparam>
public abstract class EntityType<T>(string? name = null) : EntityType(typeof(T), name) where T : class
{
    /// <summary>Sets the type's documentation.</summary>
    protected void Description(string text) => Documentation = text;

    /// <summary>Makes the type a node: `id` is its global id, and the type implements Node.</summary>
    protected void Node(Expression<Func<T, Guid>> key)
    {
        (Key, IsNode) = (key, true);
        Id("id", key).Description("Global id: opaque, unique across types, accepted by `node`.");
    }

    /// <summary>Names the unique key of a type that is no node but stands in lists.</summary>
    protected void KeyedBy(Expression<Func<T, Guid>> key) => Key = key;

    /// <summary>Declares that this is a second face of rows that already have a type of their own.</summary>
    protected void ViewOf() => IsView = true;

    /// <summary>Makes the type a member of an interface, with all fields that the interface declares.</summary>
    protected void Implements<TInterface>() where TInterface : InterfaceType<T>, new() => Share(new TInterface());

    /// <summary>A global id of another type.</summary>
    protected ScalarField Id(string name, Expression<Func<T, Guid>> value, string typeName)
        => Add(new ScalarField(name, value, WireKind.Id, typeName).Complete());

    /// <summary>A global id of this type.</summary>
    protected ScalarField Id(string name, Expression<Func<T, Guid>> value)
        => Add(new ScalarField(name, value, WireKind.Id, Name).Complete());

    /// <summary>A scalar named after its property.</summary>
    protected ScalarField Field<TValue>(Expression<Func<T, TValue>> value) => Field(NameOf(value), value);

    /// <summary>A scalar.</summary>
    protected ScalarField Field<TValue>(string name, Expression<Func<T, TValue>> value)
        => Add(new ScalarField(name, value, WireKinds.Of(typeof(TValue))).Complete());

    /// <summary>A scalar that depends on the instant of the query.</summary>
    protected ScalarField Field<TValue>(string name, Expression<Func<T, DateTime, TValue>> value)
        => Add(new ScalarField(name, value, WireKinds.Of(typeof(TValue))).Complete());

    /// <summary>Money stored as a count of 1/10,000 currency units, on the wire a Decimal.</summary>
    protected ScalarField Money(string name, Expression<Func<T, long?>> units)
        => Add(new ScalarField(name, units, WireKind.Money).Complete());

    /// <summary>Money that depends on the instant of the query, such as an amount at the rate of the day.</summary>
    protected ScalarField Money(string name, Expression<Func<T, DateTime, long?>> units)
        => Add(new ScalarField(name, units, WireKind.Money).Complete());

    /// <summary>A list of enum values computed in .NET from one column.</summary>
    protected ScalarField EnumList<TEnum>(string name, Expression<Func<T, IReadOnlyList<TEnum>>> values)
        where TEnum : struct, Enum
        => Add(new ScalarField(name, values, WireKind.EnumList).Complete()).NonNull();

    /// <summary>A relation to one other row, named after its property.</summary>
    protected ReferenceField Reference<TTarget>(Expression<Func<T, TTarget?>> target) where TTarget : class
        => Reference(NameOf(target), target);

    /// <summary>A relation to one other row.</summary>
    protected ReferenceField Reference<TTarget>(string name, Expression<Func<T, TTarget?>> target) where TTarget : class
        => Add(new ReferenceField(name, target, typeof(TTarget), null));

    /// <summary>The same row shown as another type, for example `qualification` of a deal.</summary>
    protected ReferenceField View<TView>(string name) where TView : EntityType<T>
    {
        Expression<Func<T, T>> itself = row => row;
        return Add(new ReferenceField(name, itself, typeof(T), typeof(TView)));
    }

    /// <summary>Pages of related rows.</summary>
    protected ListField Connection<TItem>(string name, Expression<Func<T, IEnumerable<TItem>>> rows)
        => Add(new ListField(name, rows, typeof(TItem), ListKind.Connection));

    /// <summary>Related rows as a plain list in their natural order.</summary>
    protected ListField List<TItem>(string name, Expression<Func<T, IEnumerable<TItem>>> rows)
        => Add(new ListField(name, rows, typeof(TItem), ListKind.List));

    /// <summary>The first related row of the natural order, or null.</summary>
    protected ListField First<TItem>(string name, Expression<Func<T, IEnumerable<TItem>>> rows)
        => Add(new ListField(name, rows, typeof(TItem), ListKind.First));

    /// <summary>An object computed in .NET from the row's columns.</summary>
    protected ValueField Value<TValue>(string name, Expression<Func<T, TValue>> value)
        => Add(new ValueField(name, value));

    /// <summary>Objects that are computed in .NET for all rows of a level at once; rows left out have none.</summary>
    protected ComputedField Computed<TItem>(string name,
        Func<ComputeRequest, IReadOnlyList<Guid>, Task<IReadOnlyDictionary<Guid, IReadOnlyList<TItem>>>> compute)
        where TItem : notnull
        => Computed(name, typeof(TItem), ListKind.List, async (request, keys) =>
        {
            var items = await compute(request, keys).ConfigureAwait(false);
            return key => items.TryGetValue(key, out var found) ? found.Cast<object>() : [];
        });

    /// <summary>An object that is computed in .NET for all rows of a level at once; null for rows left out.</summary>
    protected ComputedField ComputedOne<TItem>(string name,
        Func<ComputeRequest, IReadOnlyList<Guid>, Task<IReadOnlyDictionary<Guid, TItem>>> compute)
        where TItem : notnull
        => Computed(name, typeof(TItem), ListKind.First, async (request, keys) =>
        {
            var items = await compute(request, keys).ConfigureAwait(false);
            return key => items.TryGetValue(key, out var found) ? [found] : [];
        });

    private ComputedField Computed(string name, Type item, ListKind kind,
        Func<ComputeRequest, IReadOnlyList<Guid>, Task<Func<Guid, IEnumerable<object>>>> compute)
    {
        Expression<Func<T, T>> itself = row => row;
        return Add(new ComputedField(name, itself, item, kind, compute));
    }

    private static string NameOf(LambdaExpression expression)
        => expression.Body is MemberExpression { Member: PropertyInfo property }
            ? char.ToLowerInvariant(property.Name[0]) + property.Name[1..]
            : throw new ArgumentException("A field that is not a property needs a name.", nameof(expression));
}
