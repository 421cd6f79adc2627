using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

internal static class ExternalIds
{
    /// <summary>Refuses an external id that another deal has; the index would refuse it too, but not say so.</summary>
    /// <param name="deal">That gets it; null when it is new.</param>
    /// <exception cref="GraphQL.ExecutionError">The caller does not see all deals: whether an id is free would tell of
    /// hidden ones.</exception>
    public static async Task CheckAsync(WriteSession session, Lookup lookup, string? externalId, Deal? deal)
    {
        if (externalId is null || externalId == deal?.ExternalId) return;
        if (await session.SightAsync() is not null) throw RequestErrors.NotAuthorized();

        if (await session.Context.Deals.AnyAsync(other => other.ExternalId == externalId, session.Cancelled))
            lookup.Refuse("externalId", "Another deal has this external id.");
    }
}
