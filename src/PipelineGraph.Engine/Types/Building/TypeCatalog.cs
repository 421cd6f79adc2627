using GraphQL.Types;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types.Building;

/// <summary>All declarations of a schema, found by .NET type or by name.</summary>
internal sealed class TypeCatalog
{
    private readonly Dictionary<Type, EntityType> _byRow = [];
    private readonly Dictionary<Type, EntityType> _byDeclaration = [];
    private readonly Dictionary<string, EntityType> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, ValueObjectType> _values = [];
    private readonly Dictionary<Type, EnumType> _enums = [];

    internal TypeCatalog(IEnumerable<EntityType> entities, IEnumerable<ValueObjectType> values, IEnumerable<EnumType> enums)
    {
        foreach (var entity in entities)
        {
            _byName.Add(entity.Name, entity);
            _byDeclaration.Add(entity.GetType(), entity);
            if (!entity.IsView) _byRow.Add(entity.ClrType, entity);
        }

        foreach (var value in values) _values.Add(value.ClrType, value);
        foreach (var declared in enums) _enums.Add(declared.ClrType, declared);
    }

    internal ScalarTypes Scalars { get; } = new();

    internal IEnumerable<EntityType> Entities => _byName.Values;

    internal IEnumerable<ValueObjectType> Values => _values.Values;

    internal EntityType Entity(Type row, Type? declaration = null)
        => (declaration is null ? _byRow.GetValueOrDefault(row) : _byDeclaration.GetValueOrDefault(declaration))
            ?? throw new InvalidOperationException($"No entity type is declared for {(declaration ?? row).Name}.");

    internal EntityType? Entity(string name) => _byName.GetValueOrDefault(name);

    internal ValueObjectType Value(Type clrType)
        => _values.GetValueOrDefault(Nullable.GetUnderlyingType(clrType) ?? clrType)
            ?? throw new InvalidOperationException($"No value object type is declared for {clrType.Name}.");

    /// <summary>The GraphQL type of a value that travels as <paramref name="wire"/>.</summary>
    internal IGraphType Scalar(WireKind wire, Type clrType)
        => wire is WireKind.Enum ? Enum(Nullable.GetUnderlyingType(clrType) ?? clrType) : Scalars[wire];

    internal EnumerationGraphType Enum(Type clrType)
    {
        if (!_enums.TryGetValue(clrType, out var declared))
        {
            declared = (EnumType)Activator.CreateInstance(typeof(EnumType<>).MakeGenericType(clrType), [null])!;
            _enums.Add(clrType, declared);
        }

        return declared.Graph;
    }
}
