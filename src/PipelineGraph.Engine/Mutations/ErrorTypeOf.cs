using PipelineGraph.Engine.Mutations.Errors;

namespace PipelineGraph.Engine.Mutations;

/// <summary>Base of the declarations of errors: each line of the constructor makes one field public.</summary>
/// <typeparam name="TException">The refusal that is shown.</typeparam>
public abstract class ErrorType<TException>(string? name = null) : ErrorType(typeof(TException), name)
    where TException : Exception
{
    private Func<TException, string> _message = exception => exception.Message;
    private Func<TException, IEnumerable<TException>>? _expand;

    /// <summary>Sets the type's documentation.</summary>
    protected void Description(string text) => Documentation = text;

    /// <summary>What `message` says, when it is not the exception's message.</summary>
    protected void Message(Func<TException, string> message) => _message = message;

    /// <summary>Shows one exception as several errors, for example one for each faulty field.</summary>
    protected void Expand(Func<TException, IEnumerable<TException>> parts) => _expand = parts;

    /// <summary>
    /// A scalar, an enum, or a <see cref="Types.Ids.NodeId"/> for a global id. Of references only those that say
    /// <see cref="ErrorField.Nullable"/> may be null.
    /// </summary>
    protected ErrorField Field<TValue>(string name, Func<TException, TValue> value)
        => Add(new ErrorField(name, typeof(TValue), null, exception => value((TException)exception)));

    /// <summary>An entity, read when it is asked for; null when there is no key or no such row.</summary>
    protected ErrorField Reference<TEntity>(string name, Func<TException, Guid?> key) where TEntity : class
        => Add(new ErrorField(name, typeof(Guid?), typeof(TEntity), exception => key((TException)exception)));

    /// <summary>Entities in the order of their keys, read when they are asked for.</summary>
    protected ErrorField List<TEntity>(string name, Func<TException, IReadOnlyList<Guid>> keys) where TEntity : class
        => Add(new ErrorField(name, typeof(Guid[]), typeof(TEntity),
            exception => keys((TException)exception).ToArray()));

    internal override IEnumerable<RaisedError> Of(Exception exception)
    {
        var refused = (TException)exception;
        return _expand is null ? [Raise(refused)] : _expand(refused).Select(Raise);
    }

    private RaisedError Raise(TException exception)
        => new(this, _message(exception), [.. Fields.Select(field => field.Read(exception))]);
}
