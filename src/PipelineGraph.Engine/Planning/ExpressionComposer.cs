using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Engine.Planning;

/// <summary>
/// Puts declared expressions together into queries that the database provider compiles: parameters are replaced by what
/// they stand for, markers by tables and query parameters, and a member of a freshly built item by what it was built from.
/// </summary>
internal sealed class ExpressionComposer(IModel model)
{
    /// <summary>Name of the query parameter that holds the instant of the query.</summary>
    internal const string Now = "now";

    /// <summary>Prefix of the query parameters that hold values of the request.</summary>
    internal const string RequestPrefix = "request_";

    internal static readonly Expression NowParameter = new QueryParameterExpression(Now, typeof(DateTime));

    /// <summary>The body of a declared expression over <paramref name="arguments"/>; a further parameter is the instant.</summary>
    /// <exception cref="InvalidOperationException">The expression captures a variable, which a cached plan cannot hold.</exception>
    internal Expression Inline(LambdaExpression lambda, params ReadOnlySpan<Expression> arguments)
    {
        var replaced = new Dictionary<ParameterExpression, Expression>();
        for (var i = 0; i < lambda.Parameters.Count; i++)
            replaced.Add(lambda.Parameters[i], i < arguments.Length ? arguments[i] : NowParameter);
        return new Composing(model, replaced).Visit(lambda.Body);
    }

    /// <summary>The expression as nullable when it is a value that a missing row would make null.</summary>
    internal static Expression AsNullable(Expression expression)
        => expression.Type.IsValueType && Nullable.GetUnderlyingType(expression.Type) is null
            ? Expression.Convert(expression, typeof(Nullable<>).MakeGenericType(expression.Type))
            : expression;

    internal static Expression Table(IModel model, Type row)
        => new EntityQueryRootExpression(model.FindEntityType(row)
            ?? throw new InvalidOperationException($"{row.Name} is no entity of the database."));

    private sealed class Composing(IModel model, Dictionary<ParameterExpression, Expression> replaced) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node)
            => replaced.TryGetValue(node, out var replacement) ? replacement : node;

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression is null) return StaticValue(node.Member, node.Type);
            if (node.Expression is ConstantExpression) throw Captured(node);

            return base.VisitMember(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType == typeof(MemoryExtensions)) return Visit(OverArray(node));
            if (node.Method.DeclaringType != typeof(Rows)) return base.VisitMethodCall(node);
            return node.Method.Name switch
            {
                nameof(Rows.Of) => Table(model, node.Method.GetGenericArguments()[0]),
                nameof(Rows.Use) => Used(node),
                _ => new QueryParameterExpression(RequestPrefix + ((ConstantExpression)node.Arguments[0]).Value, node.Type)
            };
        }

        private Expression Used(MethodCallExpression node)
        {
            var used = (LambdaExpression)((ConstantExpression)Visit(node.Arguments[0])).Value!;
            var inner = new Dictionary<ParameterExpression, Expression>();
            for (var i = 0; i < used.Parameters.Count; i++) inner.Add(used.Parameters[i], Visit(node.Arguments[i + 1]));
            return new Composing(model, inner).Visit(used.Body);
        }

        // Since C# 14 `array.Contains` binds to spans, which no database provider translates.
        private static MethodCallExpression OverArray(MethodCallExpression node)
        {
            var array = node.Arguments[0] is MethodCallExpression { Method.Name: "op_Implicit" } conversion
                ? conversion.Arguments[0]
                : throw new InvalidOperationException($"{node.Method.Name} over a span cannot be translated.");
            return Expression.Call(typeof(Enumerable), node.Method.Name, node.Method.GetGenericArguments(),
                [array, .. node.Arguments.Skip(1)]);
        }

        protected override Expression VisitUnary(UnaryExpression node)
            => node is { NodeType: ExpressionType.Convert, Operand: ConstantExpression } ? Evaluated(node) : base.VisitUnary(node);

        // Evaluated here, because a compiled query does not pass through EF's own parameter extraction.
        protected override Expression VisitNewArray(NewArrayExpression node)
            => node.Expressions.All(e => e is ConstantExpression)
                ? Evaluated(node)
                : base.VisitNewArray(node);

        private static ConstantExpression Evaluated(Expression node)
            => Expression.Constant(
                Expression.Lambda<Func<object?>>(Expression.Convert(node, typeof(object))).Compile()(), node.Type);

        private static ConstantExpression StaticValue(MemberInfo member, Type type) => member switch
        {
            FieldInfo { IsInitOnly: true } field => Expression.Constant(field.GetValue(null), type),
            PropertyInfo { CanWrite: false } property => Expression.Constant(property.GetValue(null), type),
            _ => throw new InvalidOperationException($"{member.Name} may change, so a cached plan cannot hold it.")
        };

        private static InvalidOperationException Captured(MemberExpression node)
            => new($"The expression captures the variable {node.Member.Name}, which a cached plan cannot hold.");
    }
}
