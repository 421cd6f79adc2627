namespace PipelineGraph.Engine.Types.Ids;

/// <summary>A global id of one type: in inputs an `ID` that was checked to be one, in payloads a reference to the
/// entity.</summary>
/// <typeparam name="T">Type of the row.</typeparam>
/// <param name="Value">The entity's key.</param>
public readonly record struct NodeId<T>(Guid Value) where T : class
{
    /// <summary>The row itself, where whoever made the reference had it in hand.</summary>
    internal T? Row { get; init; }

    /// <summary>Whether it refers to the same entity, with or without the row.</summary>
    public bool Equals(NodeId<T> other) => Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();
}
