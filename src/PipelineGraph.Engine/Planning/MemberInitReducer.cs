using System.Linq.Expressions;

namespace PipelineGraph.Engine.Planning;

/// <summary>Replaces the member of a freshly built item by what it was built from.</summary>
internal sealed class MemberInitReducer : ExpressionVisitor
{
    protected override Expression VisitMember(MemberExpression node)
    {
        var inner = Visit(node.Expression);
        var bound = (inner as MemberInitExpression)?.Bindings.OfType<MemberAssignment>()
            .FirstOrDefault(binding => binding.Member.Name == node.Member.Name)?.Expression;
        return bound ?? node.Update(inner);
    }
}
