using System.Linq.Expressions;
using System.Reflection;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types;

/// <summary>
/// The declaration of a GraphQL object type over objects that are computed in .NET: by the planner's row writer, for a
/// whole level of rows at once, or by a resolver.
/// </summary>
public abstract class ValueObjectType
{
    private readonly List<ValueMember> _members = [];

    private protected ValueObjectType(Type clrType)
        => (ClrType, Name) = (clrType, GetType().Name.EndsWith("Type", StringComparison.Ordinal)
            ? GetType().Name[..^4]
            : clrType.Name);

    /// <summary>Type of the objects.</summary>
    public Type ClrType { get; }

    /// <summary>Name in the schema.</summary>
    public string Name { get; }

    /// <summary>The documentation that clients read.</summary>
    public string? Documentation { get; private protected set; }

    /// <summary>The members in declaration order.</summary>
    public IReadOnlyList<ValueMember> Members => _members;

    private protected void Add(ValueMember member) => _members.Add(member);
}

/// <summary>Base of the declarations of computed objects.</summary>
public abstract class ValueObjectType<T> : ValueObjectType where T : notnull
{
    protected ValueObjectType() : base(typeof(T)) { }

    /// <summary>Sets the type's documentation.</summary>
    protected void Description(string text) => Documentation = text;

    /// <summary>A scalar, named after its property.</summary>
    protected void Field<TValue>(Expression<Func<T, TValue>> value, string description)
        => Field(NameOf(value), value, description);

    /// <summary>A scalar.</summary>
    protected void Field<TValue>(string name, Expression<Func<T, TValue>> value, string description)
        => Add(Member(name, value, description) with
        {
            Wire = WireKinds.Of(typeof(TValue)),
            ScalarType = typeof(TValue)
        });

    /// <summary>The global id of a row.</summary>
    protected void Id(string name, Expression<Func<T, Guid>> value, string typeName, string description)
        => Add(Member(name, value, description) with
        {
            Wire = WireKind.Id,
            ScalarType = typeof(Guid),
            IdTypeName = typeName
        });

    /// <summary>A further computed object, named after its property.</summary>
    protected void Nested<TItem>(Expression<Func<T, TItem?>> item, string description)
        => Nested(NameOf(item), item, description);

    /// <summary>A further computed object.</summary>
    protected void Nested<TItem>(string name, Expression<Func<T, TItem?>> item, string description)
        => Add(Member(name, item, description) with
        {
            ObjectType = Nullable.GetUnderlyingType(typeof(TItem)) ?? typeof(TItem)
        });

    /// <summary>A list of computed objects, named after its property.</summary>
    protected void List<TItem>(Expression<Func<T, IReadOnlyList<TItem>>> items, string description) where TItem : notnull
    {
        var read = items.Compile();
        Add(new ValueMember(NameOf(items), description, boxed => read((T)boxed).Cast<object>())
        {
            ObjectType = typeof(TItem),
            IsList = true
        });
    }

    /// <summary>A list of texts, named after its property.</summary>
    protected void List(Expression<Func<T, IReadOnlyList<string>>> texts, string description)
        => Add(Member(NameOf(texts), texts, description) with
        {
            Wire = WireKind.Text,
            ScalarType = typeof(string),
            IsList = true,
            IsNullable = false
        });

    /// <summary>A row by its key, which is always there.</summary>
    protected void Reference<TRow>(string name, Expression<Func<T, Guid>> key, string description) where TRow : class
        => Add(Member(name, key, description) with { RowType = typeof(TRow) });

    /// <summary>A row by its key; null without a key, or when there is no such row for the caller.</summary>
    protected void Reference<TRow>(string name, Expression<Func<T, Guid?>> key, string description) where TRow : class
        => Add(Member(name, key, description) with { RowType = typeof(TRow) });

    /// <summary>Rows by their keys, in the order of the keys.</summary>
    protected void List<TRow>(string name, Expression<Func<T, IReadOnlyList<Guid>>> keys, string description)
        where TRow : class
        => Add(Member(name, keys, description) with { RowType = typeof(TRow), IsList = true, IsNullable = false });

    private static ValueMember Member<TValue>(string name, Expression<Func<T, TValue>> value, string description)
    {
        var read = value.Compile();
        return new ValueMember(name, description, boxed => read((T)boxed))
        {
            IsNullable = Nullability.MayBeNull(value.Body)
        };
    }

    private static string NameOf(LambdaExpression expression)
    {
        var property = (PropertyInfo)((MemberExpression)expression.Body).Member;
        return char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
    }
}
