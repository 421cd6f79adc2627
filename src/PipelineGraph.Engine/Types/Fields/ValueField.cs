using System.Linq.Expressions;

namespace PipelineGraph.Engine.Types.Fields;

/// <summary>An object computed in .NET from the row's columns, for example a score with its factors.</summary>
public sealed class ValueField : FieldDefinition<ValueField>
{
    internal ValueField(string name, LambdaExpression source) : base(name, source)
        => IsNullable = System.Nullable.GetUnderlyingType(source.ReturnType) is not null;

    /// <summary>Type of the computed object, declared by a <see cref="ValueObjectType{T}"/>.</summary>
    public Type ValueClrType => Source.ReturnType;
}
