using PipelineGraph.Domain;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Server.Writing;

/// <summary>Input fields as changes of the domain: left out is no change, null clears.</summary>
/// <remarks>
/// The casts are needed: without them a null of the other branch becomes a change to null, by its implicit conversion.
/// </remarks>
internal static class Changes
{
    public static Change<T>? ToChange<T>(this Optional<T> given) => given.IsSet ? (Change<T>?)new Change<T>(given.Value!) : null;

    public static Change<Guid?>? ToChange<T>(this Optional<NodeId<T>?> given) where T : class
        => given.IsSet ? (Change<Guid?>?)new Change<Guid?>(given.Value?.Value) : null;

    /// <summary>A text that cannot be cleared: null is refused as a blank one is.</summary>
    public static Change<string>? ToRequiredChange(this Optional<string> given)
        => given.IsSet ? (Change<string>?)new Change<string>(given.Value ?? "") : null;

    /// <summary>A value that cannot be cleared: a null was refused when the input was read.</summary>
    public static Change<T>? ToChange<T>(this T? given) where T : struct
        => given is { } value ? (Change<T>?)new Change<T>(value) : null;
}
