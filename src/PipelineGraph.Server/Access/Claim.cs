using System.Collections.Frozen;

namespace PipelineGraph.Server.Access;

/// <summary>Names of the claims that are read from a token, and the values of <c>role</c>.</summary>
internal static class Claim
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Role = "role";
    public const string Team = "team";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> Read = [Subject, Name, Role, Team];

    /// <summary>Roles by the word that stands in a token; upper and lower case are the same.</summary>
    public static readonly FrozenDictionary<string, Role> Roles =
        Enum.GetValues<Role>().ToFrozenDictionary(Word, StringComparer.OrdinalIgnoreCase);

    public static string Word(Role role) => role switch
    {
        Access.Role.Rep => "rep",
        Access.Role.Manager => "manager",
        Access.Role.Analyst => "analyst",
        Access.Role.Integration => "integration",
        Access.Role.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role."),
    };
}
