using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Alerts;

/// <summary>A deal with what is to be done about its alerts.</summary>
internal sealed record DealAlerts(Deal Deal, IReadOnlyList<AlertStep> Due)
{
    /// <summary>Those of some deals about whose alerts something is to be done. The alerts are tracked.</summary>
    /// <param name="deals">Not tracked, read in the context.</param>
    public static async Task<List<DealAlerts>> DueAsync(
        PipelineDbContext context, AlertLimits limits, IReadOnlyList<Deal> deals, DateTime now,
        CancellationToken cancelled)
    {
        var ids = deals.Select(deal => deal.Id).ToArray();
        // By way of the deals: asked for activities, SQLite looks through all that are planned.
        var due = await context.Deals.Where(deal => EF.Parameter(ids).Contains(deal.Id))
            .Select(deal => new
            {
                deal.Id,
                First = deal.Activities.Where(each => each.CompletedAt == null).Min(each => each.DueAt),
                Last = deal.Activities.Where(each => each.CompletedAt == null).Max(each => each.DueAt),
            })
            .ToDictionaryAsync(deal => deal.Id, cancelled);
        var open = (await context.StalledDealAlerts
                .Where(alert => EF.Parameter(ids).Contains(alert.DealId) && alert.RecoveredAt == null)
                .OrderBy(alert => alert.RaisedAt).ThenBy(alert => alert.Id).ToListAsync(cancelled))
            .ToLookup(alert => alert.DealId);
        var stages = await limits.ReadAsync(
            context, now, [.. deals.Select(deal => deal.StageId).Distinct()], cancelled);
        return [.. deals
            .Select(deal => new DealAlerts(deal, AlertStep.Due(
                StallFacts.Of(deal, due[deal.Id].First, due[deal.Id].Last), stages[deal.StageId],
                [.. open[deal.Id]], now)))
            .Where(each => each.Due.Count > 0)];
    }
}
