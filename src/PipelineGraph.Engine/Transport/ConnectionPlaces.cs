using System.Net;
using System.Security.Claims;
using GraphQL;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Limits.Rates;

namespace PipelineGraph.Engine.Transport;

/// <summary>
/// How many lasting connections there may be: in all, of one caller, and of one address whose caller is unknown yet.
/// </summary>
internal sealed class ConnectionPlaces(IOptions<LimitOptions> limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PlaceOwner, int> _byOwner = [];
    private readonly LimitOptions _limits = limits.Value;
    private int _taken;

    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Callers and addresses that have a connection.</summary>
    public int Owners
    {
        get
        {
            lock (_gate) return _byOwner.Count;
        }
    }

    /// <returns>A place for somebody, to be disposed; null when all are taken.</returns>
    public ConnectionPlace? TryTake()
    {
        lock (_gate)
        {
            if (_limits.LastingConnections > 0 && _taken >= _limits.LastingConnections) return null;

            _taken++;
            return new ConnectionPlace(this);
        }
    }

    public ExecutionError NoneFree()
        => new LimitExceededError(nameof(_limits.LastingConnections), _limits.LastingConnections);

    /// <summary>Gives a place to a caller; one whom nobody knows yet is counted by address.</summary>
    /// <returns>Why that caller may have no more, or null.</returns>
    internal ExecutionError? Assign(ConnectionPlace place, ClaimsPrincipal caller, IPAddress? address)
        => caller.Identity is { IsAuthenticated: true }
            ? Assign(place, new PlaceOwner(IsKnown: true, CallerRates.KeyOf(caller)),
                nameof(_limits.LastingConnectionsPerCaller), _limits.LastingConnectionsPerCaller)
            : Assign(place, new PlaceOwner(IsKnown: false, NetworkOf(address)),
                nameof(_limits.UnknownConnectionsPerAddress), _limits.UnknownConnectionsPerAddress);

    internal void Release(ConnectionPlace place)
    {
        lock (_gate)
        {
            _taken--;
            Release(place.Owner);
        }
    }

    private LimitExceededError? Assign(ConnectionPlace place, PlaceOwner owner, string limit, int most)
    {
        lock (_gate)
        {
            if (place.Owner == owner) return null;

            var count = _byOwner.GetValueOrDefault(owner);
            if (most > 0 && count >= most) return new LimitExceededError(limit, most);

            Release(place.Owner);
            _byOwner[owner] = count + 1;
            place.Owner = owner;
            return null;
        }
    }

    private void Release(PlaceOwner? of)
    {
        if (of is not { } owner) return;

        if (_byOwner[owner] > 1) _byOwner[owner]--;
        else _byOwner.Remove(owner);
    }

    /// <summary>Of IPv6 whoever has an address has the 64 bits behind it, too.</summary>
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 }
            => Convert.ToHexString(address.GetAddressBytes(), 0, 8),
        _ => address.ToString(),
    };
}

/// <summary>Whose a connection is.</summary>
/// <param name="IsKnown">Whether <paramref name="Key"/> is a caller's, rather than an address.</param>
internal readonly record struct PlaceOwner(bool IsKnown, string Key);

/// <summary>The place of one connection.</summary>
internal sealed class ConnectionPlace(ConnectionPlaces places) : IDisposable
{
    private bool _isFree;

    internal PlaceOwner? Owner { get; set; }

    /// <summary>Says whose it is, which may change as long as nobody has signed in for good.</summary>
    /// <returns>Why that caller may have no more, or null.</returns>
    public ExecutionError? Assign(ClaimsPrincipal caller, IPAddress? address) => places.Assign(this, caller, address);

    public void Dispose()
    {
        if (_isFree) return;

        _isFree = true;
        places.Release(this);
    }
}
