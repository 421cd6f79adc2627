using System.Linq.Expressions;

namespace PipelineGraph.Engine.Filtering;

/// <summary>And, and under negation or, with constants folded away.</summary>
internal static class Logic
{
    /// <summary>The condition without parts: all rows, or under negation none.</summary>
    internal static Expression All(bool negated) => Expression.Constant(!negated);

    internal static Expression And(Expression left, Expression right, bool negated) => (left, right) switch
    {
        (ConstantExpression { Value: bool value }, _) => value == !negated ? right : left,
        (_, ConstantExpression { Value: bool value }) => value == !negated ? left : right,
        _ => negated ? Expression.OrElse(left, right) : Expression.AndAlso(left, right)
    };
}
