using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.People;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Writing;

/// <summary>Callers as history names them, kept between writes.</summary>
internal sealed class ActorBook(TimeProvider clock)
{
    /// <summary>How long another process's change of a sales rep may go unnoticed.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);

    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(string, string?, ActorKind), (Actor Actor, DateTimeOffset Until)> _kept = new();

    /// <summary>The caller's actor, and whether it has no row yet.</summary>
    public async Task<(Actor Actor, bool IsNew)> FindAsync(PipelineDbContext context, Caller caller)
    {
        if (_kept.TryGetValue(KeyOf(caller), out var kept) && kept.Until > clock.GetUtcNow()) return (kept.Actor, false);

        var rep = await context.SalesReps.AsNoTracking().Where(each => each.Subject == caller.Subject)
            .Select(each => new { each.Id, each.Name }).FirstOrDefaultAsync();
        var actor = new Actor(KindOf(caller), rep?.Name ?? caller.Name ?? caller.Subject, caller.Subject, rep?.Id);
        var stored = await context.Actors.AsNoTracking().FirstOrDefaultAsync(each => each.Key == actor.Key);
        return stored is null ? (actor, true) : (stored, false);
    }

    /// <summary>Remembers an actor whose row is committed.</summary>
    public void Keep(Caller caller, Actor actor)
    {
        if (_kept.TryGetValue(KeyOf(caller), out var kept) && kept.Until > clock.GetUtcNow()) return;
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[KeyOf(caller)] = (actor, clock.GetUtcNow() + Validity);
    }

    /// <summary>Sales reps may have other names or subjects now.</summary>
    public void Forget() => _kept.Clear();

    private static (string, string?, ActorKind) KeyOf(Caller caller) => (caller.Subject, caller.Name, KindOf(caller));

    private static ActorKind KindOf(Caller caller)
        => caller.Roles is [Role.Integration] ? ActorKind.Integration : ActorKind.Person;
}
