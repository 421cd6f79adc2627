using System.Security.Claims;
using GraphQL;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Limits.Rates;

namespace PipelineGraph.Engine.Transport;

/// <summary>How many lasting connections there may be, in all and of one caller.</summary>
internal sealed class ConnectionPlaces(IOptions<LimitOptions> limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byCaller = new(StringComparer.Ordinal);
    private readonly int _most = limits.Value.LastingConnections;
    private readonly int _mostOfCaller = limits.Value.LastingConnectionsPerCaller;
    private int _taken;

    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Callers who have a connection.</summary>
    public int Callers
    {
        get
        {
            lock (_gate) return _byCaller.Count;
        }
    }

    /// <summary>Takes a place for somebody who may be unknown yet.</summary>
    /// <returns>The place, to be disposed; null when all are taken.</returns>
    public ConnectionPlace? TryTake()
    {
        lock (_gate)
        {
            if (_most > 0 && _taken >= _most) return null;

            _taken++;
            return new ConnectionPlace(this);
        }
    }

    public ExecutionError NoneFree()
        => new LimitExceededError(nameof(LimitOptions.LastingConnections), _most);

    public ExecutionError NoneFreeForCaller()
        => new LimitExceededError(nameof(LimitOptions.LastingConnectionsPerCaller), _mostOfCaller);

    internal bool TryAssign(ConnectionPlace place, ClaimsPrincipal caller)
    {
        if (caller.Identity is not { IsAuthenticated: true }) return true;   // may sign in later

        var key = CallerRates.KeyOf(caller);
        lock (_gate)
        {
            if (place.Caller == key) return true;

            var count = _byCaller.GetValueOrDefault(key);
            if (_mostOfCaller > 0 && count >= _mostOfCaller) return false;

            Release(place.Caller);
            _byCaller[key] = count + 1;
            place.Caller = key;
            return true;
        }
    }

    internal void Release(ConnectionPlace place)
    {
        lock (_gate)
        {
            _taken--;
            Release(place.Caller);
        }
    }

    private void Release(string? caller)
    {
        if (caller is null) return;

        if (_byCaller[caller] > 1) _byCaller[caller]--;
        else _byCaller.Remove(caller);
    }
}

/// <summary>The place of one connection.</summary>
internal sealed class ConnectionPlace(ConnectionPlaces places) : IDisposable
{
    private bool _isFree;

    internal string? Caller { get; set; }

    /// <summary>Says whose it is, which may change as long as nobody has signed in for good.</summary>
    /// <returns>False when that caller has as many as one may.</returns>
    public bool TryAssign(ClaimsPrincipal caller) => places.TryAssign(this, caller);

    public ExecutionError NoneFreeForCaller() => places.NoneFreeForCaller();

    public void Dispose()
    {
        if (_isFree) return;

        _isFree = true;
        places.Release(this);
    }
}
