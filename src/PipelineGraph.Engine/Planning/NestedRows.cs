using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;

namespace PipelineGraph.Engine.Planning;

/// <summary>A parent with one of its related rows.</summary>
public sealed class ParentAndRow<TParent, TRow>
{
    public TParent Parent { get; init; } = default!;

    public TRow Row { get; init; } = default!;
}

/// <summary>The related rows of a set of parents, and the two forms of asking a database for the first n of each.</summary>
/// <param name="Parents">Query of the parents.</param>
/// <param name="Parent">A parent.</param>
/// <param name="Children">Its related rows, filtered.</param>
/// <param name="Page">Its related rows, filtered, ordered and limited.</param>
/// <param name="ChildKey">Unique key of a related row.</param>
/// <param name="ChildTable">All rows of the related type.</param>
public sealed record NestedRows(Expression Parents, ParameterExpression Parent, Expression Children, Expression Page,
    LambdaExpression ChildKey, Expression ChildTable)
{
    private Type Row => ChildKey.Parameters[0].Type;

    private Type Pair => typeof(ParentAndRow<,>).MakeGenericType(Parent.Type, Row);

    /// <summary>All related rows: a plain join.</summary>
    internal Expression All() => Join(Children);

    /// <summary>`LATERAL`: the limited query runs once for each parent. Fast on PostgreSQL.</summary>
    public Expression Lateral() => Join(Page);

    /// <summary>
    /// The rows whose key is among the keys of the limited query: SQLite runs it once for each parent and then seeks the
    /// rows, where for the lateral form EF would number the whole child table.
    /// </summary>
    public Expression ByKeys()
    {
        var pairs = Join(ChildTable);
        var pair = Expression.Parameter(Pair, "pair");
        var page = ReplacingExpressionVisitor.Replace(
            Parent, Expression.Property(pair, nameof(ParentAndRow<,>.Parent)), AsQueryable(Page));
        var key = ChildKey.ReturnType;
        var keys = Expression.Call(typeof(Queryable), nameof(Queryable.Select), [Row, key], page, Expression.Quote(ChildKey));
        var isAmong = Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [key], keys,
            ReplacingExpressionVisitor.Replace(
                ChildKey.Parameters[0], Expression.Property(pair, nameof(ParentAndRow<,>.Row)), ChildKey.Body));
        return Expression.Call(typeof(Queryable), nameof(Queryable.Where), [Pair], pairs,
            Expression.Quote(Expression.Lambda(isAmong, pair)));
    }

    private MethodCallExpression Join(Expression rows)
    {
        var row = Expression.Parameter(Row, "related");
        var pair = Expression.MemberInit(Expression.New(Pair),
            Expression.Bind(Property(nameof(ParentAndRow<,>.Parent)), Parent),
            Expression.Bind(Property(nameof(ParentAndRow<,>.Row)), row));
        var related = Expression.Lambda(
            typeof(Func<,>).MakeGenericType(Parent.Type, typeof(IEnumerable<>).MakeGenericType(Row)), rows, Parent);
        return Expression.Call(typeof(Queryable), nameof(Queryable.SelectMany), [Parent.Type, Row, Pair],
            Parents, Expression.Quote(related), Expression.Quote(Expression.Lambda(pair, Parent, row)));
    }

    private PropertyInfo Property(string name) => Pair.GetProperty(name)!;

    /// <summary>A collection of a parent as a query, so that the same operators compose on it.</summary>
    internal static Expression AsQueryable(Expression rows)
    {
        if (rows.Type.IsAssignableTo(typeof(IQueryable))) return rows;
        var item = rows.Type.GetInterfaces().Append(rows.Type)
            .First(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .GetGenericArguments()[0];
        return Expression.Call(typeof(Queryable), nameof(Queryable.AsQueryable), [item], rows);
    }
}
