using System.Linq.Expressions;

namespace PipelineGraph.Engine.Sorting;

/// <summary>Greater and less for every type that the database can order, in a form that EF translates.</summary>
internal static class Comparison
{
    /// <param name="kind">One of the four comparisons.</param>
    /// <param name="value">The row's value, possibly nullable; null compares as false.</param>
    /// <param name="operand">What it is compared with, never null.</param>
    internal static Expression Of(ExpressionType kind, Expression value, Expression operand)
    {
        var type = operand.Type;
        if (type == typeof(string))
            return Expression.MakeBinary(kind, Expression.Call(typeof(string), nameof(string.Compare), null, value, operand), Zero);
        if (type == typeof(Guid) || type == typeof(bool))
            return Expression.MakeBinary(kind, Expression.Call(NotNull(value), nameof(IComparable<>.CompareTo), null, operand), Zero);
        if (type.IsEnum) return Lifted(kind, AsNumber(value), AsNumber(operand));
        return Lifted(kind, value, operand);
    }

    private static readonly ConstantExpression Zero = Expression.Constant(0);

    private static BinaryExpression Lifted(ExpressionType kind, Expression value, Expression operand)
        => Expression.MakeBinary(kind, value, value.Type == operand.Type ? operand : Expression.Convert(operand, value.Type));

    // EF sees through the conversion and compares the stored texts, which is also the order in which it sorts them.
    private static UnaryExpression AsNumber(Expression value)
        => Expression.Convert(value, Nullable.GetUnderlyingType(value.Type) is null ? typeof(int) : typeof(int?));

    private static Expression NotNull(Expression value)
        => Nullable.GetUnderlyingType(value.Type) is { } type ? Expression.Convert(value, type) : value;
}
