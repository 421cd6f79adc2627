using System.Security.Claims;

namespace PipelineGraph.Server.Access;

/// <summary>Tells apart callers for whom one selection may give different answers.</summary>
internal sealed class Audience(Visibility visibility)
{
    /// <summary>
    /// Analysts, integrations and admins see all deals, and nothing of what they see depends on who they are; what reps
    /// and managers see and may do does.
    /// </summary>
    public string Of(ClaimsPrincipal? user)
    {
        if (user?.FindFirstValue(Claim.Subject) is null) return "";

        var caller = Caller.From(user);
        var roles = string.Join(',', caller.Roles);
        var isAlike = visibility.SeesAll(user) && !caller.Is(Role.Rep) && !caller.Is(Role.Manager);
        return isAlike ? roles : $"{roles}|{caller.Team}|{caller.Subject}";
    }
}
