using System.Linq.Expressions;

namespace PipelineGraph.Engine.Types.Fields;

/// <summary>A relation to one other row, joined into the parent's query; or a view of the same row as another type.</summary>
public sealed class ReferenceField : FieldDefinition<ReferenceField>
{
    internal ReferenceField(string name, LambdaExpression source, Type targetClrType, Type? targetType)
        : base(name, source)
    {
        (TargetClrType, TargetType) = (targetClrType, targetType);
        IsNullable = !IsView && Nullability.MayBeNull(source.Body);
        IsFilterable = IsSortable = true;
    }

    /// <summary>Type of the row that the field leads to.</summary>
    public Type TargetClrType { get; }

    /// <summary>The entity type to show it as, when the row's type alone does not tell.</summary>
    public Type? TargetType { get; }

    /// <summary>Whether the field shows the same row as another type, for example `qualification` of a deal.</summary>
    public bool IsView => Source.Body is ParameterExpression;
}
