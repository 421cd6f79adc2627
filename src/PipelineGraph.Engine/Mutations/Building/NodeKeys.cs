using System.Reflection;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Mutations.Building;

/// <summary>Takes keys, and rows in hand, out of boxed <see cref="NodeId{T}"/>s.</summary>
internal static class NodeKeys
{
    internal static Func<object?, Guid?> One(Type row) => Close<Func<object?, Guid?>>(nameof(Key), row);

    internal static Func<object?, IReadOnlyList<Guid>?> Many(Type row)
        => Close<Func<object?, IReadOnlyList<Guid>?>>(nameof(Keys), row);

    internal static Func<object?, object?> Row(Type row) => Close<Func<object?, object?>>(nameof(InHand), row);

    private static Guid? Key<T>(object? id) where T : class => id is NodeId<T> known ? known.Value : null;

    private static object? InHand<T>(object? id) where T : class => id is NodeId<T> known ? known.Row : null;

    private static Guid[]? Keys<T>(object? ids) where T : class
        => ids is IReadOnlyList<NodeId<T>> known ? [.. known.Select(id => id.Value)] : null;

    private static TDelegate Close<TDelegate>(string method, Type row) where TDelegate : Delegate
        => typeof(NodeKeys).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(row).CreateDelegate<TDelegate>();
}
