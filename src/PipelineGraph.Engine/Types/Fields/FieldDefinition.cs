using System.Linq.Expressions;

namespace PipelineGraph.Engine.Types.Fields;

/// <summary>One field of an entity type: its name, its documentation and the expression that it stands for.</summary>
public abstract class FieldDefinition(string name, LambdaExpression source)
{
    /// <summary>The field's name in the schema.</summary>
    public string Name { get; } = name;

    /// <summary>The documentation that clients read.</summary>
    public string? Documentation { get; protected set; }

    /// <summary>Whether the field may be null in a row that exists.</summary>
    public bool IsNullable { get; protected set; }

    /// <summary>What the field is, over the entity; a second parameter, if there is one, is the instant of the query.</summary>
    public LambdaExpression Source { get; } = source;

    /// <summary>Whether the parent's filter input offers this field.</summary>
    public bool IsFilterable { get; protected set; }

    /// <summary>Whether the parent's sort input offers this field.</summary>
    public bool IsSortable { get; protected set; }
}

/// <summary>Gives each kind of field the same fluent words, each returning the kind itself.</summary>
public abstract class FieldDefinition<TSelf>(string name, LambdaExpression source) : FieldDefinition(name, source)
    where TSelf : FieldDefinition<TSelf>
{
    /// <summary>Sets the documentation that clients read: what it is, its unit, its range, when it is null.</summary>
    public TSelf Description(string text)
    {
        Documentation = text;
        return (TSelf)this;
    }

    /// <summary>Declares that the field is never null, where the expression alone does not tell.</summary>
    public TSelf NonNull()
    {
        IsNullable = false;
        return (TSelf)this;
    }

    /// <summary>Declares that the field may be null, where the expression alone does not tell.</summary>
    public TSelf Nullable()
    {
        IsNullable = true;
        return (TSelf)this;
    }

    /// <summary>Keeps the field out of the filter input.</summary>
    public TSelf NotFilterable()
    {
        IsFilterable = false;
        return (TSelf)this;
    }

    /// <summary>Keeps the field out of the sort input.</summary>
    public TSelf NotSortable()
    {
        IsSortable = false;
        return (TSelf)this;
    }
}
