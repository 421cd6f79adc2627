using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types.Building;

/// <summary>
/// What fields cost: values of the row nothing and relations to one row the default 1, which both go unsaid; everything
/// that takes a database command of its own ten, totals included.
/// </summary>
internal static class FieldCosts
{
    /// <summary>Weight of lists, connections and their `where` and `order`.</summary>
    internal const double List = 10;

    /// <summary>Fields of a connection that hold its items.</summary>
    internal static readonly string[] Sized = ["edges", "nodes"];

    /// <summary>Arguments that set the size of a connection which has no `last`.</summary>
    internal static readonly string[] ForwardOnly = ["first"];

    private static readonly string[] Slicing = ["first", "last"];
    private static readonly string[] LastOnly = ["last"];

    internal static PlannedFieldType Apply(FieldDefinition field, PlannedFieldType type) => field switch
    {
        ListField { Kind: ListKind.Connection } list => type.ListSize(list.PageSizes.Most,
            list.IsForwardOnly ? ForwardOnly : Slicing, list.PageSizes.Default, Sized, requireOneSlicingArgument: false)
            .Cost(List),
        ListField { TakesLast: true } list
            => type.ListSize(list.AssumedSize, LastOnly, requireOneSlicingArgument: false).Cost(List),
        ListField { Kind: ListKind.List } list => type.ListSize(list.AssumedSize).Cost(List),
        ListField => type.Cost(List),
        ComputedField { Kind: ListKind.List } => type.ListSize(ListField.DefaultAssumedSize).Cost(List),
        ComputedField => type.Cost(List),
        _ => type
    };

    internal static PlannedFieldType Apply(KeyedField keyed, PlannedFieldType type)
        => keyed.IsList ? type.ListSize(ListField.DefaultAssumedSize).Cost(List) : type;

    internal static PlannedFieldType Apply(ValueMember member, PlannedFieldType type)
        => member.IsList ? type.ListSize(ListField.DefaultAssumedSize) : type;
}
