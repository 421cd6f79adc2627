using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace PipelineGraph.Engine.Types.Fields;

/// <summary>Reads from an expression's type and annotations whether it may be null.</summary>
internal static class Nullability
{
    private static readonly ConcurrentDictionary<PropertyInfo, bool> Annotated = [];

    internal static bool MayBeNull(Expression body)
    {
        if (body.Type.IsValueType) return Nullable.GetUnderlyingType(body.Type) is not null;
        if (body is MemberExpression { Member: PropertyInfo property } member)
            return IsAnnotated(property) || (member.Expression is MemberExpression parent && MayBeNull(parent));
        return body is not (NewExpression or MemberInitExpression or ParameterExpression);
    }

    private static bool IsAnnotated(PropertyInfo property)
        => Annotated.GetOrAdd(property, static p =>
            new NullabilityInfoContext().Create(p).ReadState != NullabilityState.NotNull);
}
