using PipelineGraph.Engine.Mutations.Errors;

namespace PipelineGraph.Engine.Mutations;

/// <summary>The declaration of an error that payloads show for one type of exception. It implements `Error`.</summary>
public abstract class ErrorType
{
    private readonly List<ErrorField> _fields = [];

    private protected ErrorType(Type exception, string? name)
        => (ExceptionType, Name) = (exception, name ?? NameOf(exception.Name));

    /// <summary>Name in the schema: the exception's, with Error instead of Exception.</summary>
    public string Name { get; }

    /// <summary>The exception that it shows.</summary>
    public Type ExceptionType { get; }

    /// <summary>The documentation that clients read.</summary>
    public string? Documentation { get; private protected set; }

    /// <summary>The fields in declaration order, `message` before them.</summary>
    internal IReadOnlyList<ErrorField> Fields => _fields;

    /// <summary>The errors of one exception, with their values read.</summary>
    internal abstract IEnumerable<RaisedError> Of(Exception exception);

    private protected ErrorField Add(ErrorField field)
    {
        _fields.Add(field);
        return field;
    }

    private static string NameOf(string exception)
    {
        var name = exception.EndsWith("Exception", StringComparison.Ordinal) ? exception[..^9] : exception;
        return name.EndsWith("Error", StringComparison.Ordinal) ? name : name + "Error";
    }
}
