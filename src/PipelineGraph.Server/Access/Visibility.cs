using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Access;

/// <summary>Which deals a caller may see, decided here alone: for others they do not exist.</summary>
internal sealed class Visibility(PipelineDatabase database, AccessSettings settings)
{
    /// <summary>Whether a caller sees every deal, as far as the token alone tells.</summary>
    public bool SeesAll(ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == Claim.Role
        && Claim.Roles.TryGetValue(claim.Value, out var role) && SeesAll(role));

    /// <summary>A context that shows what a caller may see.</summary>
    public async ValueTask<PipelineDbContext> LeaseAsync(ClaimsPrincipal? principal, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (SeesAll(principal)) return database.Lease();

        Sight? sight;
        await using (var all = database.Lease()) sight = await SightAsync(all, principal, cancelled);
        return sight is null ? database.Lease() : database.LeaseRestricted(sight);
    }

    /// <summary>What a caller sees; null: all deals, those without an owner too.</summary>
    public async ValueTask<Sight?> SightAsync(
        PipelineDbContext context, ClaimsPrincipal principal, CancellationToken cancelled)
        => SeesAll(principal)
            ? null
            : await SightAsync(context, await KnownCaller.FindAsync(context, Caller.From(principal), cancelled), cancelled);

    /// <inheritdoc cref="SightAsync(PipelineDbContext, ClaimsPrincipal, CancellationToken)"/>
    public async ValueTask<Sight?> SightAsync(
        PipelineDbContext context, KnownCaller known, CancellationToken cancelled)
    {
        var (caller, self) = (known.Caller, known.SalesRepId);
        if (caller.Roles.Any(SeesAll)) return null;

        var isManager = caller.Is(Role.Manager);
        if (!isManager && !caller.Is(Role.Rep)) return Sight.Nothing;

        Guid[] own = self is { } id ? [id] : [];
        if (!isManager && settings.RepsSee is RepSight.Own) return new Sight(own, own, Team: null);
        if (known.Team is not { } team) return isManager ? null : new Sight(own, own, Team: null);

        var members = await context.SalesReps.Where(rep => rep.Team == team).OrderBy(rep => rep.Id)
            .Select(rep => rep.Id).ToListAsync(cancelled);
        return new Sight([.. own.Union(members)], own, team);
    }

    private bool SeesAll(Role role) => role is Role.Admin or Role.Integration or Role.Analyst
        || (role is Role.Rep && settings.RepsSee is RepSight.All);
}
