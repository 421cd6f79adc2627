using System.Linq.Expressions;

namespace PipelineGraph.Engine.Types.Fields;

/// <summary>A value of the row: a column, or something that the database or the row writer computes from columns.</summary>
public sealed class ScalarField : FieldDefinition<ScalarField>
{
    internal ScalarField(string name, LambdaExpression source, WireKind wire, string? idTypeName = null)
        : base(name, source)
    {
        (Wire, IdTypeName) = (wire, idTypeName);
        IsNullable = Nullability.MayBeNull(source.Body);
        IsFilterable = IsSortable = wire != WireKind.EnumList;
    }

    /// <summary>How the value travels.</summary>
    public WireKind Wire { get; }

    /// <summary>For ids: the type that they name.</summary>
    public string? IdTypeName { get; }

    /// <summary>What filters and orders compare; the field's own expression unless <see cref="ComparedAs"/> said otherwise.</summary>
    public LambdaExpression Compared { get; private set; } = null!;

    /// <summary>Whether the compared value changes with time alone, so that cursors must carry their instant.</summary>
    public bool DependsOnClock => Compared.Parameters.Count > 1;

    /// <summary>
    /// Gives filters and orders an expression of their own, where the field's is computed outside the database. It
    /// has to order rows as the field's values do; a second parameter is the instant of the query.
    /// </summary>
    public ScalarField ComparedAs(LambdaExpression expression)
    {
        Compared = expression;
        return this;
    }

    internal ScalarField Complete()
    {
        Compared ??= Source;
        return this;
    }
}
