using GraphQL.DataLoader;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PipelineGraph.Engine.Planning;

/// <summary>
/// Keyed fields that wait to be read for together. GraphQL.NET's strategies put a node whose result is a data loader's
/// aside until everything else has run; by then all items of a list have met here.
/// </summary>
/// <remarks>Strategies begin nodes one after the other, so nothing here is entered twice at once.</remarks>
internal sealed class KeyedBatches
{
    private readonly Dictionary<string, Batch> _waiting = new(StringComparer.Ordinal);

    /// <summary>Lets a field wait with the others of its place.</summary>
    internal void Add(ExecutionContext context, PlannedExecutionNode node)
    {
        var place = PlanCall.PlaceOf(node, context.Schema);
        if (!_waiting.TryGetValue(place, out var batch)) _waiting.Add(place, batch = new Batch(place));
        batch.Nodes.Add(node);
        node.Result = batch;
    }

    /// <summary>Reads for all fields that wait with this one, unless another of them did.</summary>
    /// <returns>The reading, and whether this field began it.</returns>
    internal (Task Run, bool IsFirst) Complete(PlanExecutor plans, ExecutionContext context, PlannedExecutionNode node)
    {
        if (node.Result is not Batch batch) return (Task.CompletedTask, false);
        _waiting.Remove(batch.Place);
        var isFirst = batch.Run is null;
        return (batch.Run ??= plans.ExecuteAsync(context, batch.Nodes), isFirst);
    }

    private sealed class Batch(string place) : IDataLoaderResult
    {
        internal string Place { get; } = place;

        internal List<PlannedExecutionNode> Nodes { get; } = [];

        internal Task? Run { get; set; }

        public Task<object?> GetResultAsync(CancellationToken cancellationToken = default)
            => throw new InvalidOperationException("Keyed fields are read by the planner.");
    }
}
