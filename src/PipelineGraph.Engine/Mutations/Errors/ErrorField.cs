namespace PipelineGraph.Engine.Mutations.Errors;

/// <summary>One field of an error.</summary>
public sealed class ErrorField
{
    internal ErrorField(string name, Type valueType, Type? entity, Func<Exception, object?> read)
    {
        (Name, ValueType, EntityClrType, Read) = (name, valueType, entity, read);
        IsNullable = System.Nullable.GetUnderlyingType(valueType) is not null;
    }

    /// <summary>Name in the schema.</summary>
    public string Name { get; }

    /// <summary>The documentation that clients read.</summary>
    public string? Documentation { get; private set; }

    /// <summary>Whether the schema lets it be null.</summary>
    public bool IsNullable { get; private set; }

    internal Type ValueType { get; }

    /// <summary>Type of the row, when the value is a key or a list of keys.</summary>
    internal Type? EntityClrType { get; }

    internal Func<Exception, object?> Read { get; }

    /// <summary>Sets the documentation.</summary>
    public ErrorField Description(string text)
    {
        Documentation = text;
        return this;
    }

    /// <summary>Lets a reference type be null in the schema.</summary>
    public ErrorField Nullable()
    {
        IsNullable = true;
        return this;
    }
}
