using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Lives;

/// <summary>Somebody who calls the API.</summary>
internal sealed record Person(Role Role, string Subject, string? Team = null)
{
    /// <summary>One of each kind that the rules tell apart.</summary>
    public static readonly Person[] All =
    [
        new(Role.Admin, "ada"), new(Role.Manager, "max"), new(Role.Manager, "mia", "North"),
        new(Role.Rep, "rita", "North"), new(Role.Rep, "rob", "South"), new(Role.Integration, "robot"),
        new(Role.Analyst, "ann"),
    ];

    /// <summary>Calls a mutation; whatever happens, it is no accident.</summary>
    public async Task<Payload> CallAsync(
        Office office, string mutation, object input, string selection = "deal { id version }")
    {
        var payload = await office.CallAsync(mutation, input, selection, Role, Subject, Team);
        Assert.True(payload.Code is null or "AUTH_NOT_AUTHORIZED", $"{mutation} by {this}: {payload.Answer}");
        return payload;
    }
}
