using GraphQL;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>The operations of one connection: each is a task of its own.</summary>
/// <param name="most">How many may run at once.</param>
/// <param name="run">Runs one to its end, calling back when its id is free again.</param>
internal sealed class SocketOperations(int most, Func<SocketOperation, Action, Task> run) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SocketOperation> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<SocketOperation> _running = [];
    private readonly SemaphoreSlim _slots = new(most);
    private volatile bool _isEnded;
    private volatile bool _endsStreams;

    /// <exception cref="ProtocolException">An operation of this id is running.</exception>
    public void CheckIsFree(string id)
    {
        lock (_gate)
        {
            if (!_byId.ContainsKey(id)) return;
        }

        throw new ProtocolException(CloseReason.IdInUse(id));
    }

    /// <summary>Starts an operation; waits while cancelled ones still hold its place.</summary>
    /// <returns>Why it was not started, or null.</returns>
    public async Task<ExecutionError?> StartAsync(string id, GraphQLRequest request)
    {
        var operation = new SocketOperation(id, request);
        lock (_gate)
        {
            if (_byId.Count >= most)
                return new LimitExceededError(nameof(LimitOptions.OperationsPerConnection), most);

            _byId[id] = operation;
        }

        await _slots.WaitAsync();
        lock (_gate) _running.Add(operation);
        if (_isEnded) await operation.CancelAsync();
        if (_endsStreams) await operation.EndStreamAsync();
        _ = Task.Run(() => RunAsync(operation));
        return null;
    }

    /// <summary>Cancels an operation, if there is one of this id.</summary>
    public Task CancelAsync(string id)
    {
        SocketOperation? operation;
        lock (_gate) _byId.Remove(id, out operation);
        return operation?.CancelAsync() ?? Task.CompletedTask;
    }

    /// <summary>The cursor up to which everything has been sent that any subscription wants.</summary>
    /// <returns>Null without subscriptions, and while one of them begins.</returns>
    public string? Cursor
    {
        get
        {
            OpenedStream? last = null;
            var least = long.MaxValue;
            foreach (var operation in Running())
            {
                if (operation.IsOpening) return null;
                if (operation.Stream is not { } stream || stream.SentThrough >= least) continue;
                (last, least) = (stream, stream.SentThrough);
            }

            return last?.Feed.CursorOf(least);
        }
    }

    /// <summary>Cancels subscriptions, and whichever should be started later.</summary>
    public Task EndStreamsAsync()
    {
        _endsStreams = true;
        return Task.WhenAll(Running().Select(operation => operation.EndStreamAsync()));
    }

    /// <summary>Cancels all, and whatever should be started later.</summary>
    public Task CancelAllAsync()
    {
        _isEnded = true;
        return Task.WhenAll(Running().Select(operation => operation.CancelAsync()));
    }

    /// <summary>Completes when nothing runs that runs now.</summary>
    public Task EndedAsync() => Task.WhenAll(Running().Select(operation => operation.Ended));

    /// <summary>Only when all have ended.</summary>
    public void Dispose() => _slots.Dispose();

    private async Task RunAsync(SocketOperation operation)
    {
        try
        {
            await run(operation, () => Free(operation));
        }
        finally
        {
            Free(operation);
            lock (_gate) _running.Remove(operation);
            _slots.Release();
            operation.Dispose();
        }
    }

    private void Free(SocketOperation operation)
    {
        lock (_gate)
        {
            if (_byId.GetValueOrDefault(operation.Id) == operation) _byId.Remove(operation.Id);
        }
    }

    private SocketOperation[] Running()
    {
        lock (_gate) return [.. _running];
    }
}
