using GraphQL.Types;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Filtering;

/// <summary>Makes the filter inputs: one for each entity, one for the operations of each kind of value.</summary>
internal sealed class FilterTypes(TypeCatalog catalog, LimitOptions limits)
{
    private readonly Dictionary<string, InputObjectGraphType> _built = new(StringComparer.Ordinal);

    internal InputObjectGraphType Of(EntityType entity) => Build(entity.Name + "FilterInput", filter =>
    {
        AddAndOr(filter);
        foreach (var field in entity.Fields.Where(f => f.IsFilterable))
            filter.AddField(new FieldType { Name = field.Name, ResolvedType = TypeOf(field) });
    });

    private InputObjectGraphType TypeOf(FieldDefinition field) => field switch
    {
        ScalarField scalar => Operations(scalar),
        ReferenceField reference => Of(catalog.Entity(reference.TargetClrType, reference.TargetType)),
        ListField list => ListOf(catalog.Entity(list.ShownClrType)),
        _ => throw new InvalidOperationException($"{field.Name} cannot be filtered by.")
    };

    private InputObjectGraphType ListOf(EntityType item) => Build($"ListFilterInputTypeOf{item.Name}FilterInput", filter =>
    {
        foreach (var name in (string[])["all", "none", "some"]) AddOperand(filter, name, Of(item), 10);
        AddOperand(filter, "any", catalog.Scalars[WireKind.Boolean], 10);
    });

    private InputObjectGraphType Operations(ScalarField field)
    {
        var operand = catalog.Scalar(field.Wire, field.Source.ReturnType);
        var name = operand.Name is "ID" ? "Id" : operand.Name;
        return Build($"{name}OperationFilterInput", filter =>
        {
            if (field.Wire is WireKind.Text) AddAndOr(filter);
            foreach (var operation in FilterOperations.Of(field.Wire))
                AddOperand(filter, operation, operation is "in" or "nin" ? ListOf(operand) : operand,
                    FilterOperations.IsTextSearch(operation) ? 20 : 10);
        });
    }

    private InputObjectGraphType Build(string name, Action<InputObjectGraphType> fill)
    {
        if (_built.TryGetValue(name, out var known)) return known;

        var type = new FilterInputType(limits) { Name = name };
        _built.Add(name, type);
        fill(type);
        return type;
    }

    private static ListGraphType ListOf(IGraphType operand)
        => new(operand is EnumerationGraphType ? new NonNullGraphType(operand) : operand);

    private static void AddAndOr(InputObjectGraphType filter)
    {
        foreach (var name in (string[])[FilterInputType.And, FilterInputType.Or])
            filter.AddField(new FieldType { Name = name, ResolvedType = new ListGraphType(new NonNullGraphType(filter)) });
    }

    private static void AddOperand(InputObjectGraphType filter, string name, IGraphType type, int cost)
        => filter.AddField(new FieldType { Name = name, ResolvedType = type }.Cost(cost));
}
