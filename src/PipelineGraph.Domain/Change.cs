namespace PipelineGraph.Domain;

/// <summary>A new value of a field in an edit. An edit leaves a field alone where it holds no change (null).</summary>
/// <param name="Value">The new value; null clears the field.</param>
public readonly record struct Change<T>(T Value)
{
    public static implicit operator Change<T>(T value) => new(value);

    /// <summary>The new value, or the current one where the edit says nothing.</summary>
    internal static T Or(Change<T>? change, T current) => change is { } set ? set.Value : current;
}
