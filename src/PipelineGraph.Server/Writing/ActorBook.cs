using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.People;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Writing;

/// <summary>Callers with their sales reps, and as history names them, kept between writes.</summary>
internal sealed class ActorBook(TimeProvider clock)
{
    /// <summary>How long another process's change of a sales rep may go unnoticed.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);

    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(string, string?, ActorKind), Entry> _kept = new();

    /// <summary>The caller with their sales rep, their actor, and whether it has no row yet.</summary>
    public async Task<(KnownCaller Known, Actor Actor, bool IsNew)> FindAsync(PipelineDbContext context, Caller caller)
    {
        if (_kept.TryGetValue(KeyOf(caller), out var kept) && kept.Until > clock.GetUtcNow())
            return (new KnownCaller(caller, kept.SalesRep), kept.Actor, false);

        var known = await KnownCaller.FindAsync(context, caller, CancellationToken.None);
        var name = known.SalesRep?.Name ?? caller.Name ?? caller.Subject;
        var actor = new Actor(KindOf(caller), name, caller.Subject, known.SalesRepId);
        var stored = await context.Actors.AsNoTracking().FirstOrDefaultAsync(each => each.Key == actor.Key);
        return (known, stored ?? actor, stored is null);
    }

    /// <summary>Remembers an actor whose row is committed.</summary>
    public void Keep(KnownCaller known, Actor actor)
    {
        var key = KeyOf(known.Caller);
        if (_kept.TryGetValue(key, out var kept) && kept.Until > clock.GetUtcNow()) return;
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[key] = new Entry(known.SalesRep, actor, clock.GetUtcNow() + Validity);
    }

    /// <summary>Sales reps may have other names or subjects now.</summary>
    public void Forget() => _kept.Clear();

    private static (string, string?, ActorKind) KeyOf(Caller caller) => (caller.Subject, caller.Name, KindOf(caller));

    private static ActorKind KindOf(Caller caller)
        => caller.Roles is [Role.Integration] ? ActorKind.Integration : ActorKind.Person;

    private sealed record Entry(SalesRep? SalesRep, Actor Actor, DateTimeOffset Until);
}
