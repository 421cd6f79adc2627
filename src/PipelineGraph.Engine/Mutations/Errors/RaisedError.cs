namespace PipelineGraph.Engine.Mutations.Errors;

/// <summary>One entry of `errors`: what a refusal says, apart from the exception, so that it can be stored.</summary>
/// <param name="Values">One for each of the type's fields, in their order.</param>
internal sealed record RaisedError(ErrorType Type, string Message, object?[] Values);

/// <summary>The source of a payload whose mutation was refused.</summary>
/// <param name="Data">What it tells beside the errors, see <see cref="RefusedWithDataException"/>.</param>
internal sealed record Refused(IReadOnlyList<RaisedError> Errors, object? Data = null);

/// <summary>An error that was read back from an outcome, where an exception had been.</summary>
internal sealed class StoredRefusalException(RaisedError error) : Exception(error.Message)
{
    internal RaisedError Error { get; } = error;
}
