using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using PipelineGraph.Engine.Paging;
using PipelineGraph.Engine.Sorting;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Engine.Planning;

/// <summary>Composes and compiles the database queries of a level.</summary>
internal sealed class QueryComposer(IModel model, ExpressionComposer composer, PlannerDatabase database)
{
    internal const string Writer = "writer";
    internal const string Keys = "keys";
    internal const string Key = "key";
    internal const string Limit = "limit";
    internal const string After = "after";
    internal const string Before = "before";
    internal const string Among = "among";

    private static readonly QueryParameterExpression LimitParameter = new(Limit, typeof(int));

    internal CompiledRows Rows(LevelPlan level, PageShape shape, DbContext context)
    {
        var query = level.Source is LevelSource.Parents ? Nested(level, shape) : Root(level, shape);
        return new CompiledRows(context.GetService<IDatabase>().CompileQuery<IAsyncEnumerable<RowWriter>>(query, async: true));
    }

    internal CompiledTotals Totals(LevelPlan level, DbContext context)
    {
        var provider = context.GetService<IDatabase>();
        if (level.Source is LevelSource.Parents)
            return new CompiledTotals(null,
                provider.CompileQuery<IAsyncEnumerable<TotalWriter>>(NestedTotals(level), async: true));

        var row = Expression.Parameter(level.Item.ClrType, "row");
        var rows = Where(composer.Inline(level.List.Source), row, Conditions(level, row, isOne: false));
        var count = Expression.Call(typeof(Queryable), nameof(Queryable.Count), [row.Type], rows);
        return new CompiledTotals(provider.CompileQuery<Task<int>>(count, async: true), null);
    }

    /// <summary>Writes a row in hand; null where more is asked than its own columns.</summary>
    internal Action<RowWriter, object>? FromHand(LevelPlan level)
    {
        if (level.Source is not LevelSource.Keys || level.Children.Count > 0) return null;

        var (writer, row) = (Expression.Parameter(typeof(RowWriter), Writer), Expression.Parameter(level.Item.ClrType, "row"));
        var begin = ProjectionBuilder.Call(writer, nameof(RowWriter.Begin), KeyOf(level.Item, row));
        var written = Project(level, begin, row);
        if (!OwnColumns.Suffice(written, row, model)) return null;

        var boxed = Expression.Parameter(typeof(object), "boxed");
        return Expression.Lambda<Action<RowWriter, object>>(
            Expression.Block([row], Expression.Assign(row, Expression.Convert(boxed, row.Type)), written), writer, boxed).Compile();
    }

    private Expression Root(LevelPlan level, PageShape shape)
    {
        var row = Expression.Parameter(level.Item.ClrType, "row");
        var source = composer.Inline(level.List.Source);
        var filtered = Where(source, row, Conditions(level, row, shape.IsOne));
        var page = Page(filtered, row, Direction(level.Order, shape), shape);
        var begin = level.Source is LevelSource.Keys
            ? ProjectionBuilder.Call(WriterParameter(), nameof(RowWriter.Begin), KeyOf(level.Item, row))
            : ProjectionBuilder.Call(WriterParameter(), nameof(RowWriter.BeginAlone));
        return Select(page, row, Project(level, begin, row));
    }

    private Expression Nested(LevelPlan level, PageShape shape)
    {
        var nested = NestedRows(level, shape, out var row);
        var pairs = shape.IsBounded ? database.PageOfEach(nested) : nested.All();
        var pair = Expression.Parameter(pairs.Type.GetGenericArguments()[0], "pair");
        var parent = Expression.Property(pair, "Parent");
        var related = Expression.Property(pair, "Row");
        var parentKey = composer.Inline(level.Parent!.Key!, parent);
        var ordered = Expression.Call(typeof(Queryable), nameof(Queryable.OrderBy), [pair.Type, parentKey.Type],
            pairs, Expression.Quote(Expression.Lambda(parentKey, pair)));
        var sorted = Direction(level.Order, shape).Apply(ordered, pair, related, isOrdered: true);
        var item = level.List.Item is { } shown ? composer.Inline(shown, parent, related) : related;
        var begin = ProjectionBuilder.Call(WriterParameter(), nameof(RowWriter.Begin), parentKey);
        return Select(sorted, pair, Project(level, begin, item));
    }

    private MethodCallExpression NestedTotals(LevelPlan level)
    {
        var nested = NestedRows(level, default, out var row);
        var count = Expression.Call(typeof(Queryable), nameof(Queryable.Count), [row.Type],
            Planning.NestedRows.AsQueryable(nested.Children));
        var total = Expression.Call(new QueryParameterExpression(Writer, typeof(TotalWriter)), nameof(TotalWriter.Add), null,
            composer.Inline(level.Parent!.Key!, nested.Parent), count);
        return Select(nested.Parents, nested.Parent, total);
    }

    private NestedRows NestedRows(LevelPlan level, PageShape shape, out ParameterExpression row)
    {
        var parent = Expression.Parameter(level.Parent!.ClrType, "parent");
        row = Expression.Parameter(level.List.ItemClrType, "row");
        var keys = new QueryParameterExpression(Keys, typeof(Guid[]));
        var parents = Where(ExpressionComposer.Table(model, parent.Type), parent,
            [Contains(keys, composer.Inline(level.Parent.Key!, parent))]);
        var related = Planning.NestedRows.AsQueryable(composer.Inline(level.List.Source, parent));
        var children = Where(related, row, Conditions(level, row, isOne: false));
        var key = Expression.Parameter(row.Type, "keyed");
        return new NestedRows(parents, parent, children, Page(children, row, Direction(level.Order, shape), shape),
            Expression.Lambda(RelatedKey(level, key), key), ExpressionComposer.Table(model, row.Type));
    }

    private static Expression RelatedKey(LevelPlan level, ParameterExpression row)
        => RowOrder.ReplaceRow(level.Order.Keys[^1].Value, row);

    private List<Expression> Conditions(LevelPlan level, ParameterExpression row, bool isOne)
    {
        var conditions = new List<Expression>();
        if (level.Filter.Condition is { } filter) conditions.Add(RowOrder.ReplaceRow(filter, row));
        if (level.Source is LevelSource.Keys)
            conditions.Add(AmongKeys(KeyOf(level.Item, row), isOne));
        if (level.List.Argument is { } argument && level.HasOwnArgument)
            conditions.Add(Contains(new QueryParameterExpression(Among, argument.EnumType.MakeArrayType()),
                composer.Inline(argument.Value, row)));
        return conditions;
    }

    private static Expression AmongKeys(Expression key, bool isOne) => isOne
        ? Expression.Equal(key, new QueryParameterExpression(Key, typeof(Guid)))
        : Contains(new QueryParameterExpression(Keys, typeof(Guid[])), key);

    /// <summary>Applies cursors, order and limit.</summary>
    private static Expression Page(Expression rows, ParameterExpression row, RowOrder order, PageShape shape)
    {
        if (shape.Before is { } before)
            rows = Where(rows, row, [new Keyset(order.Reversed(), before, Before).Condition(row)]);
        if (shape.After is { } after)
        {
            var segments = new Keyset(order, after, After).Segments(row);
            rows = Where(rows, row, [shape.Segment is { } part ? segments[part] : segments.Aggregate(Expression.OrElse)]);
        }

        rows = order.Apply(rows, row, row);
        return shape.IsBounded ? Take(rows, row.Type) : rows;
    }

    private static RowOrder Direction(RowOrder order, PageShape shape) => shape.IsBackward ? order.Reversed() : order;

    private static Expression Project(LevelPlan level, Expression begin, Expression item)
        => new MemberInitReducer().Visit(ReplacingExpressionVisitor.Replace(
            [level.Projection.Parameters[0], level.Projection.Parameters[1]], [begin, item], level.Projection.Body));

    private static Expression Where(Expression rows, ParameterExpression row, List<Expression> conditions)
        => conditions.Aggregate(rows, (query, condition) => Expression.Call(typeof(Queryable), nameof(Queryable.Where),
            [row.Type], query, Expression.Quote(Expression.Lambda(condition, row))));

    private static MethodCallExpression Select(Expression rows, ParameterExpression row, Expression value)
        => Expression.Call(typeof(Queryable), nameof(Queryable.Select), [row.Type, value.Type],
            rows, Expression.Quote(Expression.Lambda(value, row)));

    private static MethodCallExpression Take(Expression rows, Type row)
        => Expression.Call(typeof(Queryable), nameof(Queryable.Take), [row], rows, LimitParameter);

    private static MethodCallExpression Contains(Expression list, Expression value)
        => Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [value.Type], list, value);

    private Expression KeyOf(EntityType type, Expression row) => composer.Inline(type.Key!, row);

    private static QueryParameterExpression WriterParameter() => new(Writer, typeof(RowWriter));
}
