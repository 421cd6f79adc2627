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
        var due = await context.Activities
            .Where(each => EF.Parameter(ids).Contains(each.DealId) && each.CompletedAt == null && each.DueAt != null)
            .GroupBy(each => each.DealId)
            .Select(each => new { each.Key, First = each.Min(one => one.DueAt), Last = each.Max(one => one.DueAt) })
            .ToDictionaryAsync(each => each.Key, cancelled);
        var open = (await context.StalledDealAlerts
                .Where(alert => EF.Parameter(ids).Contains(alert.DealId) && alert.RecoveredAt == null)
                .OrderBy(alert => alert.RaisedAt).ThenBy(alert => alert.Id).ToListAsync(cancelled))
            .ToLookup(alert => alert.DealId);
        var stages = await limits.ReadAsync(
            context, now, [.. deals.Select(deal => deal.StageId).Distinct()], cancelled);
        return [.. deals
            .Select(deal => new DealAlerts(deal, AlertStep.Due(
                StallFacts.Of(deal, due.GetValueOrDefault(deal.Id)?.First, due.GetValueOrDefault(deal.Id)?.Last),
                stages[deal.StageId], [.. open[deal.Id]], now)))
            .Where(each => each.Due.Count > 0)];
    }
}
