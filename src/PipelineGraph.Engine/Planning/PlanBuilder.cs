using System.Linq.Expressions;
using GraphQL.Execution;
using GraphQLParser.AST;
using PipelineGraph.Engine.Filtering;
using PipelineGraph.Engine.Sorting;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Fields;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PipelineGraph.Engine.Planning;

/// <summary>Makes the levels of a plan from the selections below one planned field.</summary>
internal sealed class PlanBuilder(TypeCatalog catalog, ExpressionComposer composer, ExecutionContext context,
    (GraphQLField Field, IDictionary<string, ArgumentValue>? Arguments) root)
{
    private static readonly ParameterExpression Writer = Expression.Parameter(typeof(RowWriter), "writer");
    private readonly SelectionReader _reader = new(context);
    private int _filters;

    /// <summary>The level of a list, with all levels nested in it.</summary>
    internal LevelPlan Level(NestedLevel place)
    {
        if (place.Computed is { } computed) return Computed(place, computed);

        var (list, field) = (place.List, place.Field);
        var item = place.Shown ?? catalog.Entity(list.ShownClrType);
        var (layout, nested) = (new RowLayout(), new NestedLevels());
        var projection = new ProjectionBuilder(catalog, composer, _reader, layout, nested);
        var row = Expression.Parameter(item.ClrType, "item");
        var arguments = Arguments(field.Field);
        var (filter, order) = FilterAndOrder(list, item, field.Field, arguments);

        var connection = list.Kind is ListKind.Connection
            ? new ConnectionBuilder(_reader, projection, layout).Build(field, list, item)
            : null;
        var chain = connection is null
            ? Whole(projection, field, new ProjectionBuilder.Position(row, item, false, []))
            : connection.Chain(KeysOf(order, row, connection), row);

        return new LevelPlan
        {
            Place = place,
            Item = item,
            Layout = layout,
            Projection = Expression.Lambda(
                Expression.Call(chain, nameof(RowWriter.End), null), Writer, row),
            Filter = filter,
            Order = order,
            HasOwnArgument = list.Argument is { } own && Value(arguments, own.Name) is not null,
            Connection = connection?.Plan,
            Children = [.. nested.All.Select(Level)]
        };
    }

    private LevelPlan Computed(NestedLevel place, ComputedField computed)
    {
        var nested = new NestedLevels();
        var type = catalog.Value(computed.ItemClrType);
        var writer = new ValueBuilder(catalog, _reader, nested).Writer(type, place.Field);
        return new LevelPlan
        {
            Place = place,
            Item = place.Parent!,
            Layout = new RowLayout(),
            Projection = computed.Source,
            Filter = FilterPlan.None,
            Order = new RowOrder([]),
            HasOwnArgument = false,
            Computed = new ComputedPlan(computed, writer),
            Children = [.. nested.All.Select(Level)]
        };
    }

    private MethodCallExpression Whole(ProjectionBuilder projection, SelectedField field, ProjectionBuilder.Position at)
    {
        var chain = ProjectionBuilder.Call(Writer, nameof(RowWriter.Fragment));
        var fields = _reader.Collect(field.Sets, at.Type.Name);
        return ProjectionBuilder.Call(projection.Object(chain, fields, at), nameof(RowWriter.EndFragment));
    }

    private Expression KeysOf(RowOrder order, ParameterExpression row, ConnectionBuilder connection)
    {
        if (!connection.Plan.WantsCursors) return Writer;
        Expression chain = ProjectionBuilder.Call(Writer, nameof(RowWriter.BeginKeys));
        foreach (var key in order.Keys)
        {
            var value = ExpressionComposer.AsNullable(RowOrder.ReplaceRow(key.Value, row));
            chain = key.Type.IsEnum
                ? Expression.Call(chain, nameof(RowWriter.EnumKey), [key.Type], value)
                : Expression.Call(chain, KeyMethod(key.Type), null, value);
        }

        return ProjectionBuilder.Call(chain, nameof(RowWriter.EndKeys));
    }

    private static string KeyMethod(Type type)
        => type == typeof(Guid) ? nameof(RowWriter.IdKey) : $"{WireKinds.Of(type)}Key";

    private (FilterPlan Filter, RowOrder Order) FilterAndOrder(
        ListField list, EntityType item, GraphQLField field, IDictionary<string, ArgumentValue>? arguments)
    {
        var related = list.Item is null ? item : catalog.Entity(list.ItemClrType);
        var orderReader = new OrderReader(catalog, composer);
        var written = field.Arguments?.Items.Find(argument => argument.Name.Value == "order")?.Value;
        if (list.Item is not null || !(list.TakesFilter || list.TakesOrder))
            return (FilterPlan.None, new RowOrder(orderReader.Read(related, null, null, list.NaturalOrder)));

        var filter = new FilterCompiler(catalog, composer, $"f{_filters++}_").Compile(item, Value(arguments, "where"));
        return (filter, new RowOrder(orderReader.Read(item, Value(arguments, "order"), written, list.NaturalOrder)));
    }

    private IDictionary<string, ArgumentValue>? Arguments(GraphQLField field)
        => field == root.Field ? root.Arguments
            : context.ArgumentValues is { } values && values.TryGetValue(field, out var arguments) ? arguments : null;

    private static object? Value(IDictionary<string, ArgumentValue>? arguments, string name)
        => arguments is not null && arguments.TryGetValue(name, out var argument) ? argument.Value : null;
}
