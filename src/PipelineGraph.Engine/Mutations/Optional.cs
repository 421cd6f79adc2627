namespace PipelineGraph.Engine.Mutations;

/// <summary>An input field that may be left out: the default value is absent, a set null means cleared.</summary>
/// <typeparam name="T">A type that can be null: <c>int?</c>, not <c>int</c>.</typeparam>
public readonly record struct Optional<T>(T? Value)
{
    /// <summary>Whether the client gave the field, be it as null.</summary>
    public bool IsSet { get; } = true;

    /// <summary>The given value, or <paramref name="present"/> when the field was left out.</summary>
    public T? Or(T? present) => IsSet ? Value : present;
}
