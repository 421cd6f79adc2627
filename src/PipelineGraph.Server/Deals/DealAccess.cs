using System.Linq.Expressions;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Deals;

/// <summary>Which deals a caller may change: for others they do not exist.</summary>
internal static class DealAccess
{
    /// <summary>Managers and admins: over the process, over others' moves, over what is closed.</summary>
    public static bool MayOverride(this Caller caller) => caller.Is(Role.Manager) || caller.Is(Role.Admin);

    /// <summary>Everybody who changes deals but those who only sell.</summary>
    public static bool MayAssign(this Caller caller) => caller.MayOverride() || caller.Is(Role.Integration);

    /// <summary>The caller without what only changes of deals allow: integrations do not look after alerts.</summary>
    public static KnownCaller AsKeeperOfAlerts(this KnownCaller known) => known with
    {
        Caller = known.Caller with { Roles = [.. known.Caller.Roles.Where(role => role != Role.Integration)] },
    };

    /// <summary>
    /// All for admins, integrations and managers without a team; their team's and their own for other managers; their own
    /// for reps; none for anybody else. Nobody changes what they may not see, see <see cref="Visibility"/>.
    /// </summary>
    public static Expression<Func<Deal, bool>> MayChange(this KnownCaller known)
    {
        var (caller, ownId) = (known.Caller, known.SalesRepId);
        if (caller.Is(Role.Admin) || caller.Is(Role.Integration)) return deal => true;
        if (caller.Is(Role.Manager))
        {
            return known.Team is { } team
                ? deal => deal.OwnerId != null && (deal.OwnerId == ownId || deal.Owner!.Team == team)
                : deal => true;
        }
        return ownId is { } own && caller.Is(Role.Rep) ? deal => deal.OwnerId == own : deal => false;
    }

    /// <summary>The same, asked of one deal.</summary>
    public static bool MayChange(this KnownCaller known, Deal deal, string? ownerTeam)
    {
        var (caller, ownId) = (known.Caller, known.SalesRepId);
        if (caller.Is(Role.Admin) || caller.Is(Role.Integration)) return true;
        if (!caller.Is(Role.Manager)) return caller.Is(Role.Rep) && ownId is { } own && deal.OwnerId == own;
        return known.Team is not { } team
            || (deal.OwnerId is { } owner && (owner == ownId || ownerTeam == team));
    }
}
