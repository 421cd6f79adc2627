using System.Linq.Expressions;
using System.Reflection;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types;

/// <summary>The declaration of a GraphQL object type over objects that are computed in .NET.</summary>
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
    {
        var property = Property(value);
        var read = value.Compile();
        Add(new ValueMember(NameOf(property), description, WireKinds.Of(typeof(TValue)), typeof(TValue), null,
            Nullability.MayBeNull(value.Body), boxed => read((T)boxed)));
    }

    /// <summary>A list of computed objects, named after its property.</summary>
    protected void List<TItem>(Expression<Func<T, IReadOnlyList<TItem>>> items, string description) where TItem : notnull
    {
        var property = Property(items);
        var read = items.Compile();
        Add(new ValueMember(NameOf(property), description, default, typeof(IReadOnlyList<TItem>), typeof(TItem), false,
            boxed => read((T)boxed).Cast<object>()));
    }

    private static PropertyInfo Property(LambdaExpression expression)
        => (PropertyInfo)((MemberExpression)expression.Body).Member;

    private static string NameOf(PropertyInfo property)
        => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
}

/// <summary>One member of a computed object.</summary>
/// <param name="ItemClrType">For lists of computed objects, the type of an item; null for scalars.</param>
public sealed record ValueMember(string Name, string Description, WireKind Wire, Type ClrType, Type? ItemClrType,
    bool IsNullable, Func<object, object?> Read);
