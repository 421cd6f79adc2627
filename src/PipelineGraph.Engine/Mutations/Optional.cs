namespace PipelineGraph.Engine.Mutations;

/// <summary>An input field that may be left out: the default value is absent, a set null means cleared.</summary>
/// <typeparam name="T">Nullable, so that it can be cleared: <c>Optional&lt;int?&gt;</c>, not <c>Optional&lt;int&gt;</c>.</typeparam>
public readonly record struct Optional<T>(T? Value)
{
    /// <summary>Whether the client gave the field, be it as null.</summary>
    public bool IsSet { get; } = true;

    /// <summary>The given value, or <paramref name="present"/> when the field was left out.</summary>
    public T? Or(T? present) => IsSet ? Value : present;
}
