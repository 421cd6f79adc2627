using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using PipelineGraph.Engine.Sorting;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Filtering;

/// <summary>The operations on one value of the row.</summary>
/// <param name="scalar">The compared field.</param>
/// <param name="value">The compared expression over the row.</param>
/// <param name="isNullable">Whether it may be null.</param>
/// <param name="parameter">Registers an operand and names its parameter.</param>
internal sealed class ScalarFilter(
    ScalarField scalar, Expression value, bool isNullable, Func<object[], Func<object, object?>, string> parameter)
{
    private static readonly HashSet<string> Negative = new(StringComparer.Ordinal)
    {
        "neq", "nin", "ngt", "ngte", "nlt", "nlte", "ncontains", "nstartsWith", "nendsWith"
    };

    private readonly Type _type = Nullable.GetUnderlyingType(value.Type) ?? value.Type;

    internal Expression Condition(string operation, object? operand, object[] path, bool negated)
    {
        var isNegative = Negative.Contains(operation);
        var name = isNegative ? operation[1..] : operation;
        var positive = isNegative == negated;
        if (operand is null)
            return name is "eq" ? Null(positive) : throw FilterErrors.NullValue(operation, FilterType);
        return name switch
        {
            "eq" when OperandConversion.IsUnknown(operand) => Expression.Constant(!positive),
            "eq" => Equal(path, positive),
            "in" => In((IEnumerable<object?>)operand, path, positive),
            "contains" or "startsWith" or "endsWith" => Search(name, (string)operand, path, positive),
            _ => Compared(name, path, positive)
        };
    }

    private string FilterType => scalar.Wire switch
    {
        WireKind.Text => "String",
        WireKind.Money => "Decimal",
        WireKind.Enum => _type.Name,
        var wire => wire.ToString()
    } + "OperationFilterInput";

    private Expression Null(bool positive)
    {
        if (!isNullable) return Expression.Constant(!positive);
        return positive ? IsNull : IsNotNull;
    }

    private BinaryExpression Equal(object[] path, bool positive)
    {
        var operand = As(value.Type, Parameter(path, "eq", _type));
        return positive ? Expression.Equal(value, operand) : Expression.NotEqual(value, operand);
    }

    private Expression In(IEnumerable<object?> list, object[] path, bool positive)
    {
        var withNull = isNullable && list.Contains(null);
        var among = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [_type],
            Parameter(path, "in", _type.MakeArrayType()), As(_type, value));
        if (!isNullable) return positive ? among : Expression.Not(among);
        if (positive) return withNull ? Expression.OrElse(IsNull, among) : Expression.AndAlso(IsNotNull, among);
        return withNull
            ? Expression.AndAlso(IsNotNull, Expression.Not(among))
            : Expression.OrElse(IsNull, Expression.Not(among));
    }

    private Expression Search(string name, string operand, object[] path, bool positive)
    {
        if (OperandConversion.IsUnknown(operand)) return Expression.Constant(!positive);

        var method = name switch
        {
            "contains" => nameof(Text.Contains),
            "startsWith" => nameof(Text.StartsWith),
            _ => nameof(Text.EndsWith)
        };
        return WithNulls(Expression.Call(typeof(Text), method, null, value, Parameter(path, name, _type)), positive);
    }

    private Expression Compared(string name, object[] path, bool positive)
    {
        var kind = (name, positive) switch
        {
            ("gt", true) or ("lte", false) => ExpressionType.GreaterThan,
            ("gte", true) or ("lt", false) => ExpressionType.GreaterThanOrEqual,
            ("lt", true) or ("gte", false) => ExpressionType.LessThan,
            _ => ExpressionType.LessThanOrEqual
        };
        var comparison = Comparison.Of(kind, value, Parameter(path, name, _type));
        return !positive && isNullable ? Expression.OrElse(IsNull, comparison) : comparison;
    }

    /// <summary>A condition that is false for null, or its complement, which is true for null.</summary>
    private Expression WithNulls(Expression condition, bool positive) => (positive, isNullable) switch
    {
        (true, _) => condition,
        (false, true) => Expression.OrElse(IsNull, Expression.Not(condition)),
        (false, false) => Expression.Not(condition)
    };

    private BinaryExpression IsNull => Expression.Equal(value, Expression.Constant(null, value.Type));

    private BinaryExpression IsNotNull => Expression.NotEqual(value, Expression.Constant(null, value.Type));

    private QueryParameterExpression Parameter(object[] path, string operation, Type type)
        => new(parameter(path, OperandConversion.Of(scalar, operation, _type)), type);

    private static Expression As(Type type, Expression expression)
        => expression.Type == type ? expression : Expression.Convert(expression, type);
}
