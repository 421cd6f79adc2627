using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PipelineGraph.Engine.Planning;

/// <summary>What a plan is cached by: the part of the database that is seen, the operation, the planned field's place in
/// it, and all that shapes the queries.</summary>
internal readonly record struct PlanKey(IModel Model, GraphQLOperationDefinition Operation, string Place, string Shape);

/// <summary>The most recently used plans. Thread-safe.</summary>
/// <param name="capacity">How many plans are kept; one costs about 110 KB and 3 ms to make.</param>
internal sealed class PlanCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PlanKey, LinkedListNode<(PlanKey Key, QueryPlan Plan)>> _plans = [];
    private readonly LinkedList<(PlanKey Key, QueryPlan Plan)> _recent = [];

    /// <summary>The cached plan, or a new one. Two callers may make the same plan at once; one of the two is kept.</summary>
    internal QueryPlan Get(PlanKey key, Func<QueryPlan> make)
    {
        lock (_lock)
        {
            if (_plans.TryGetValue(key, out var known))
            {
                if (known != _recent.First)
                {
                    _recent.Remove(known);
                    _recent.AddFirst(known);
                }

                return known.Value.Plan;
            }
        }

        var plan = make();
        lock (_lock)
        {
            if (_plans.TryGetValue(key, out var known)) return known.Value.Plan;
            _plans.Add(key, _recent.AddFirst((key, plan)));
            if (_plans.Count > capacity) Forget(_recent.Last!);
            return plan;
        }
    }

    private void Forget(LinkedListNode<(PlanKey Key, QueryPlan Plan)> oldest)
    {
        _plans.Remove(oldest.Value.Key);
        _recent.Remove(oldest);
    }
}

/// <summary>The levels that answer one planned field: one, or for `nodes` one for each type among the ids.</summary>
internal sealed record QueryPlan(IReadOnlyList<LevelPlan> Roots)
{
    /// <summary>Whether the plan reads more than once, so that its reads must see one state.</summary>
    internal bool NeedsSnapshot { get; } = Roots.Sum(root => root.Commands) > 1;
}
