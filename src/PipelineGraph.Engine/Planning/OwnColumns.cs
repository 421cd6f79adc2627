using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PipelineGraph.Engine.Planning;

/// <summary>
/// Finds out whether what is written of a row are its own columns as they are. Whatever is computed is left to the
/// database: it may compare texts and divide numbers otherwise than .NET.
/// </summary>
internal sealed class OwnColumns : ExpressionVisitor
{
    private readonly ParameterExpression _row;
    private readonly IEntityType? _columns;
    private bool _suffice = true;

    private OwnColumns(ParameterExpression row, IModel model) => (_row, _columns) = (row, model.FindEntityType(row.Type));

    internal static bool Suffice(Expression written, ParameterExpression row, IModel model)
    {
        var columns = new OwnColumns(row, model);
        columns.Visit(written);
        return columns._suffice;
    }

    public override Expression? Visit(Expression? node)
    {
        _suffice &= node switch
        {
            null or ConstantExpression or ParameterExpression => true,
            UnaryExpression { NodeType: ExpressionType.Convert, Method: null } => true,
            MethodCallExpression call => call.Method.DeclaringType == typeof(RowWriter),
            MemberExpression member => member.Expression == _row && _columns?.FindProperty(member.Member.Name) is not null,
            _ => false
        };
        return _suffice ? base.Visit(node) : node;
    }
}
