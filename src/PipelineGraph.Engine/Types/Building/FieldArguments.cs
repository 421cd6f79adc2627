using GraphQL.Types;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types.Building;

/// <summary>The arguments of list fields, in Hot Chocolate's order: paging, where, order, then the field's own.</summary>
internal sealed class FieldArguments(GraphTypes types)
{
    internal QueryArguments? Of(ListField list)
    {
        var arguments = new QueryArguments();
        if (list.TakesId) arguments.Add(IdArgument("Global id of the object."));
        if (list.Kind is ListKind.Connection) types.AddPagingArguments(arguments, list);
        if (list.TakesLast)
            arguments.Add(Argument("last", Scalar(WireKind.Int), "The last n items, still oldest first; all without it."));
        AddFilterAndOrder(arguments, list);
        if (list.Argument is { } own)
            arguments.Add(Argument(own.Name,
                new ListGraphType(new NonNullGraphType(types.Catalog.Enum(own.EnumType))), own.Description));
        return arguments.Count > 0 ? arguments : null;
    }

    internal static QueryArguments Of(SubscriptionField stream) => new([
        .. stream.Arguments,
        Argument(SubscriptionField.After, new StringGraphType(),
            "Cursor of the last event that was handled: everything since then comes first. Empty: from the oldest "
            + "retained; without it: only what comes from now on."),
    ]);

    internal QueryArguments OfNode(NodeEntry entry) => entry is NodeEntry.One
        ? new QueryArguments(IdArgument("ID of the object."))
        : new QueryArguments(Argument("ids",
            new NonNullGraphType(new ListGraphType(new NonNullGraphType(Scalar(WireKind.Id)))),
            "The list of node IDs."));

    private void AddFilterAndOrder(QueryArguments arguments, ListField list)
    {
        if (!list.TakesFilter && !list.TakesOrder) return;
        var item = types.Catalog.Entity(list.ShownClrType);
        if (list is { TakesFilter: true, FilteredBy: null })
            arguments.Add(Argument("where", types.Filters.Of(item), null).Cost(FieldCosts.List));
        if (list.TakesOrder && types.Sorts.Of(item) is { } sort)
            arguments.Add(Argument("order", new ListGraphType(new NonNullGraphType(sort)), null).Cost(FieldCosts.List));
    }

    private QueryArgument IdArgument(string description)
        => Argument("id", new NonNullGraphType(Scalar(WireKind.Id)), description);

    private ScalarGraphType Scalar(WireKind wire) => types.Catalog.Scalars[wire];

    private static QueryArgument Argument(string name, IGraphType type, string? description)
        => new(type) { Name = name, Description = description };
}
