using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Access;

/// <summary>Which deals a caller may see: for others they do not exist.</summary>
internal static class Visibility
{
    /// <summary>Whether a caller sees every deal, which the token alone tells.</summary>
    public static bool SeesAll(this ClaimsPrincipal principal)
        => principal.HasClaim(claim => claim.Type == Claim.Role
            && Claim.Roles.TryGetValue(claim.Value, out var role)
            && role is Role.Admin or Role.Integration or Role.Analyst);

    /// <summary>A context that shows what a caller may see: the one place where that is decided.</summary>
    public static async ValueTask<PipelineDbContext> LeaseAsync(
        this PipelineDatabase database, ClaimsPrincipal? principal, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (principal.SeesAll()) return database.Lease();

        Guid[]? owners;
        await using (var all = database.Lease()) owners = await OwnersAsync(all, principal, cancelled);
        return owners is null ? database.Lease() : database.LeaseRestricted(owners);
    }

    /// <summary>The owners whose deals a caller sees; null: all deals, those without an owner too.</summary>
    public static async Task<Guid[]?> OwnersAsync(
        PipelineDbContext context, ClaimsPrincipal principal, CancellationToken cancelled)
    {
        if (principal.SeesAll()) return null;

        var caller = Caller.From(principal);
        var known = await KnownCaller.FindAsync(context, caller, cancelled);
        Guid[] own = known.SalesRepId is { } id ? [id] : [];
        if (!caller.Is(Role.Manager)) return caller.Is(Role.Rep) ? own : [];
        if (known.Team is not { } team) return null;

        return [.. own.Union(await context.SalesReps.Where(rep => rep.Team == team).OrderBy(rep => rep.Id)
            .Select(rep => rep.Id).ToListAsync(cancelled))];
    }
}
