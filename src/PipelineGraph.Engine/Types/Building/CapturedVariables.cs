using System.Linq.Expressions;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types.Building;

/// <summary>Refuses declarations that capture a variable: a cached plan would keep the value that it had first.</summary>
internal sealed class CapturedVariables : ExpressionVisitor
{
    private readonly string _field;

    private CapturedVariables(string field) => _field = field;

    /// <param name="owner">Name of the type that declares the field.</param>
    /// <param name="field">The declaration.</param>
    /// <exception cref="InvalidOperationException">An expression of the field captures a variable.</exception>
    internal static void Refuse(string owner, FieldDefinition field)
    {
        var visitor = new CapturedVariables($"{owner}.{field.Name}");
        visitor.Visit(field.Source);
        visitor.Visit((field as ScalarField)?.Compared);
        if (field is not ListField list) return;

        visitor.Visit(list.Item);
        visitor.Visit(list.Argument?.Value);
        foreach (var key in list.NaturalOrder) visitor.Visit(key.Key);
    }

    protected override Expression VisitMember(MemberExpression node) => node.Expression is ConstantExpression
        ? throw new InvalidOperationException($"{_field} captures {node.Member.Name}, which a cached plan cannot hold.")
        : base.VisitMember(node);
}
