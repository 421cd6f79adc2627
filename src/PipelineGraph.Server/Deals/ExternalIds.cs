using Microsoft.EntityFrameworkCore;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

internal static class ExternalIds
{
    /// <summary>Refuses an external id that another deal has; the index would refuse it too, but not say so.</summary>
    public static async Task CheckAsync(WriteSession session, Lookup lookup, string? externalId, Guid? dealId)
    {
        if (externalId is null) return;
        if (await session.Context.Deals.AnyAsync(
                deal => deal.ExternalId == externalId && deal.Id != dealId, session.Cancelled))
            lookup.Refuse("externalId", "Another deal has this external id.");
    }
}
