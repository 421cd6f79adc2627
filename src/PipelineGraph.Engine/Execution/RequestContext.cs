using GraphQL.Execution;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Idempotency;

namespace PipelineGraph.Engine.Execution;

/// <summary>What lives as long as one operation; GraphQL.NET hands it to every resolver as the user context.</summary>
public sealed class RequestContext : Dictionary<string, object?>, IDisposable
{
    private readonly Lock _gate = new();
    private List<IDisposable>? _owned;
    private bool _disposed;
    private Planning.KeyedBatches? _keyed;
    private int _plansMade, _queriesMade;

    /// <summary>Fields of resolvers' objects that wait for the planner.</summary>
    internal Planning.KeyedBatches Keyed => _keyed ??= new();

    /// <summary>Query plans that had to be made, because no request before had needed them.</summary>
    internal int PlansMade => _plansMade;

    /// <summary>The database queries of those plans.</summary>
    internal int QueriesMade => _queriesMade;

    /// <summary>Set when the operation is one mutation with an idempotency key.</summary>
    internal IdempotentRun? Idempotent { get; init; }

    /// <summary>Set when the operation is a subscription.</summary>
    internal StreamRun? Stream { get; init; }

    /// <summary>Set when nothing is read: only the plans are made.</summary>
    internal bool IsRehearsal { get; init; }

    public static RequestContext Of(IProvideUserContext context) => (RequestContext)context.UserContext;

    /// <param name="queries">How many database queries it has.</param>
    internal void CountPlan(int queries)
    {
        Interlocked.Increment(ref _plansMade);
        Interlocked.Add(ref _queriesMade, queries);
    }

    /// <summary>Disposes <paramref name="resource"/> once the response is serialized, failed or cancelled.</summary>
    public T Own<T>(T resource) where T : IDisposable
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                (_owned ??= []).Add(resource);
                return resource;
            }
        }

        resource.Dispose();   // a resolver that outlived its cancelled request
        return resource;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var resource in _owned ?? []) resource.Dispose();
            _owned = null;
        }
    }
}
