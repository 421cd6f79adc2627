using GraphQL.Types;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Sorting;

/// <summary>Makes the sort inputs: one for each entity that has something to sort by.</summary>
internal sealed class SortTypes(TypeCatalog catalog)
{
    private readonly EnumerationGraphType _direction = Direction();
    private readonly Dictionary<string, InputObjectGraphType> _built = new(StringComparer.Ordinal);

    internal InputObjectGraphType? Of(EntityType entity)
    {
        if (!HasSortable(entity, [])) return null;
        var name = entity.Name + "SortInput";
        if (_built.TryGetValue(name, out var known)) return known;

        var sort = new InputObjectGraphType { Name = name };
        _built.Add(name, sort);
        foreach (var field in entity.Fields.Where(f => f.IsSortable))
            if (TypeOf(field) is { } type)
                sort.AddField(new FieldType { Name = field.Name, ResolvedType = type }.Cost(10));
        return sort;
    }

    private IGraphType? TypeOf(FieldDefinition field) => field switch
    {
        ScalarField => _direction,
        ReferenceField reference => Of(Target(reference)),
        _ => null
    };

    private bool HasSortable(EntityType entity, HashSet<EntityType> seen)
        => seen.Add(entity) && entity.Fields.Any(field => field.IsSortable
            && (field is ScalarField || (field is ReferenceField reference && HasSortable(Target(reference), seen))));

    private EntityType Target(ReferenceField reference) => catalog.Entity(reference.TargetClrType, reference.TargetType);

    private static EnumerationGraphType Direction()
    {
        var direction = new EnumerationGraphType { Name = "SortEnumType" };
        direction.Add("ASC", SortDirection.Ascending);
        direction.Add("DESC", SortDirection.Descending);
        return direction;
    }
}

/// <summary>Direction of a sort key.</summary>
internal enum SortDirection
{
    Ascending,
    Descending
}
