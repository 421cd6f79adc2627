namespace PipelineGraph.Engine.Mutations.Errors;

/// <summary>All declared errors, and what exceptions become of them.</summary>
internal sealed class ErrorCatalog(IEnumerable<ErrorType> errors)
{
    private readonly Dictionary<Type, ErrorType> _byException = errors.ToDictionary(error => error.ExceptionType);

    internal IEnumerable<ErrorType> All => _byException.Values;

    internal ErrorType Of(Type exception) => _byException.GetValueOrDefault(exception)
        ?? throw new InvalidOperationException($"No error type is declared for {exception.Name}.");

    internal ErrorType? Named(string name) => All.FirstOrDefault(error => error.Name == name);

    /// <summary>
    /// The errors of a refusal, one or more for each exception of an <see cref="AggregateException"/>; null when one of
    /// them is not among the declared, so that all of it is unexpected.
    /// </summary>
    internal IReadOnlyList<RaisedError>? TryRaise(Exception exception, IReadOnlyList<Type> declared)
    {
        IReadOnlyList<Exception> refusals = exception is AggregateException aggregate
            ? aggregate.Flatten().InnerExceptions
            : [exception];
        return refusals.All(refusal => declared.Contains(refusal.GetType())) ? Raise(refusals) : null;
    }

    /// <summary>The errors of refusals that are shown without having been thrown, as in bulk results.</summary>
    internal IReadOnlyList<RaisedError> Raise(IEnumerable<Exception> refusals) => [.. refusals.SelectMany(Errors)];

    private IEnumerable<RaisedError> Errors(Exception refusal) => refusal switch
    {
        StoredRefusalException stored => [stored.Error],
        AggregateException several => Raise(several.Flatten().InnerExceptions),
        _ => Of(refusal.GetType()).Of(refusal)
    };
}
