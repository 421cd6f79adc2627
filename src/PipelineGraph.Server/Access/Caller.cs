using System.Security.Claims;

namespace PipelineGraph.Server.Access;

/// <summary>Who calls, as the token says.</summary>
/// <param name="Subject">The token's <c>sub</c>; ties the caller to a sales rep.</param>
/// <param name="Name">What people call them, when the token says.</param>
/// <param name="Roles">Known roles, ascending, each once; unknown ones are left out.</param>
/// <param name="Team">The token's team; rights go by <see cref="KnownCaller.Team"/>.</param>
internal sealed record Caller(string Subject, string? Name, IReadOnlyList<Role> Roles, string? Team)
{
    /// <summary>Reads a principal that bearer authentication accepted.</summary>
    /// <exception cref="ArgumentException">It has no subject, so it does not come from there.</exception>
    public static Caller From(ClaimsPrincipal principal)
    {
        var subject = principal.FindFirstValue(Claim.Subject);
        if (string.IsNullOrEmpty(subject)) throw new ArgumentException("No subject.", nameof(principal));

        var roles = new SortedSet<Role>();
        foreach (var claim in principal.FindAll(Claim.Role))
        {
            if (Claim.Roles.TryGetValue(claim.Value, out var role)) roles.Add(role);
        }

        return new Caller(subject, Text(principal, Claim.Name), [.. roles], Text(principal, Claim.Team));
    }

    public bool Is(Role role) => Roles.Contains(role);

    private static string? Text(ClaimsPrincipal principal, string claim)
        => principal.FindFirstValue(claim) is { Length: > 0 } text ? text : null;
}
