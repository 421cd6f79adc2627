using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using PipelineGraph.Engine.Sorting;

namespace PipelineGraph.Engine.Paging;

/// <summary>
/// The condition that a row lies behind a cursor. It is `k1 >= @1 AND (k1 > @1 OR (k2 …))`, never a bare OR, because a
/// bound on the first key is what an index can seek to.
/// </summary>
/// <param name="order">Order in which the rows are read.</param>
/// <param name="nulls">The cursor's null flags: they shape the condition, its values are parameters.</param>
/// <param name="prefix">Prefix of the names of those parameters.</param>
internal sealed class Keyset(RowOrder order, string nulls, string prefix)
{
    /// <summary>Name of the parameter with the value of key number <paramref name="index"/>.</summary>
    internal static string ParameterName(string prefix, int index) => prefix + index;

    /// <summary>How many seeks lead to the rows behind a cursor, see <see cref="Segments"/>.</summary>
    internal static int SegmentsOf(RowOrder order, string nulls)
        => order.Keys[0].IsNullable && order.Keys[0].IsDescending == nulls[0] is 'v' ? 2 : 1;

    /// <summary>
    /// The rows behind the cursor as one or two conditions, each a bounded seek: where the first key may be null, rows
    /// with and without it cannot be reached by one seek. The first part comes first in the order.
    /// </summary>
    internal IReadOnlyList<Expression> Segments(Expression row)
    {
        var first = order.Keys[0];
        if (!first.IsNullable) return [Behind(row, 0)];

        var value = Value(row, 0);
        if (nulls[0] is 'n')
            return first.IsDescending
                ? [And(IsNull(value), Rest(row, 0))]
                : [And(IsNull(value), Rest(row, 0)), IsNotNull(value)];
        return first.IsDescending ? [Bounded(row, 0), IsNull(value)] : [Bounded(row, 0)];
    }

    /// <summary>The same as one condition, for places where two seeks are not possible.</summary>
    internal Expression Condition(Expression row) => Segments(row).Aggregate(Expression.OrElse);

    private Expression Behind(Expression row, int index)
    {
        if (!order.Keys[index].IsNullable) return Bounded(row, index);
        return new Keyset(new RowOrder([.. order.Keys.Skip(index)]), nulls[index..], prefix) { Offset = Offset + index }
            .Condition(row);
    }

    /// <summary>Number of the first key in the names of the parameters.</summary>
    private int Offset { get; init; }

    private Expression Bounded(Expression row, int index)
    {
        var (value, parameter) = (Value(row, index), Parameter(index));
        if (index == order.Keys.Count - 1) return Compare(value, parameter, index, orEqual: false);
        return And(Compare(value, parameter, index, orEqual: true),
            Expression.OrElse(Compare(value, parameter, index, orEqual: false), Rest(row, index)));
    }

    private Expression Rest(Expression row, int index)
        => index == order.Keys.Count - 1 ? Expression.Constant(false) : Behind(row, index + 1);

    private Expression Value(Expression row, int index) => RowOrder.ReplaceRow(order.Keys[index].Value, row);

    private QueryParameterExpression Parameter(int index)
        => new(ParameterName(prefix, Offset + index), order.Keys[index].Type);

    private Expression Compare(Expression value, Expression parameter, int index, bool orEqual)
    {
        var kind = (order.Keys[index].IsDescending, orEqual) switch
        {
            (false, false) => ExpressionType.GreaterThan,
            (false, true) => ExpressionType.GreaterThanOrEqual,
            (true, false) => ExpressionType.LessThan,
            (true, true) => ExpressionType.LessThanOrEqual
        };
        return Comparison.Of(kind, value, parameter);
    }

    private static Expression And(Expression left, Expression right) => Expression.AndAlso(left, right);

    private static BinaryExpression IsNull(Expression value) => Expression.Equal(value, Expression.Constant(null, value.Type));

    private static BinaryExpression IsNotNull(Expression value)
        => Expression.NotEqual(value, Expression.Constant(null, value.Type));
}
