using System.Security.Claims;

namespace PipelineGraph.Engine.Authorization;

/// <summary>Roles of a setting, separated by commas; upper and lower case are the same.</summary>
internal sealed class RoleList(string roles)
{
    private readonly string[] _roles = roles.Split(
        ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <param name="user">Null: nobody, who has no role.</param>
    public bool Includes(ClaimsPrincipal? user) => user is not null && user.Identities.Any(identity => identity
        .FindAll(identity.RoleClaimType).Any(role => _roles.Contains(role.Value, StringComparer.OrdinalIgnoreCase)));
}
