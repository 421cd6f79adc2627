using System.Linq.Expressions;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types;

/// <summary>
/// The declaration of a GraphQL object type over database rows: graph type, filter and sort inputs, connection and
/// planner all read it, and nothing else maps the entity to the API.
/// </summary>
public abstract class EntityType
{
    private readonly Dictionary<string, FieldDefinition> _byName = new(StringComparer.Ordinal);
    private readonly List<FieldDefinition> _fields = [];
    private readonly List<EntityType> _interfaces = [];

    private protected EntityType(Type clrType, string? name)
        => (ClrType, Name) = (clrType, name ?? NameOf(GetType(), clrType));

    /// <summary>Type of the row.</summary>
    public Type ClrType { get; }

    /// <summary>Name in the schema: the declaring class without `Type`.</summary>
    public string Name { get; }

    /// <summary>The documentation that clients read.</summary>
    public string? Documentation { get; private protected set; }

    /// <summary>The row's unique key: last sort key of every list, parent key of nested lists, payload of global ids.</summary>
    public LambdaExpression? Key { get; private protected set; }

    /// <summary>Whether the type implements Node, so that `node(id:)` finds it.</summary>
    public bool IsNode { get; private protected set; }

    /// <summary>Whether another type of the same row is the one that relations lead to.</summary>
    public bool IsView { get; private protected set; }

    /// <summary>Interfaces that the type implements, beside Node.</summary>
    internal IReadOnlyList<EntityType> Interfaces => _interfaces;

    /// <summary>The fields in declaration order, which is their order in the schema.</summary>
    public IReadOnlyList<FieldDefinition> Fields => _fields;

    /// <summary>Finds a field by its name in the schema.</summary>
    public FieldDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    private protected TField Add<TField>(TField field) where TField : FieldDefinition
    {
        _byName.Add(field.Name, field);
        _fields.Add(field);
        return field;
    }

    private protected void Share(EntityType declared)
    {
        foreach (var field in declared.Fields) Add(field);
        Key ??= declared.Key;
        _interfaces.Add(declared);
    }

    private static string NameOf(Type declaring, Type clrType)
        => declaring.Name.EndsWith("Type", StringComparison.Ordinal) ? declaring.Name[..^4] : clrType.Name;
}
