using Microsoft.EntityFrameworkCore;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Access;

/// <summary>Which deals a caller may see: for others they do not exist.</summary>
internal static class Visibility
{
    /// <summary>Whether a caller sees every deal, which the token alone tells.</summary>
    public static bool SeesAll(this Caller caller)
        => caller.Is(Role.Admin) || caller.Is(Role.Integration) || caller.Is(Role.Analyst);

    /// <summary>The owners whose deals a caller sees; null: all deals, those without an owner too.</summary>
    public static async Task<Guid[]?> OwnersAsync(PipelineDbContext context, Caller caller, CancellationToken cancelled)
    {
        if (caller.SeesAll()) return null;

        var known = await KnownCaller.FindAsync(context, caller, cancelled);
        Guid[] own = known.SalesRepId is { } id ? [id] : [];
        if (!caller.Is(Role.Manager)) return caller.Is(Role.Rep) ? own : [];
        if (known.Team is not { } team) return null;

        return [.. own.Union(await context.SalesReps.Where(rep => rep.Team == team).OrderBy(rep => rep.Id)
            .Select(rep => rep.Id).ToListAsync(cancelled))];
    }
}
