using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Alerts;

/// <summary>Which deals stall: the open ones with an open alert, and nothing else tells.</summary>
internal static class StalledDeals
{
    /// <summary>
    /// Alerts that count. Right after a deal is closed or voided, its alerts do no more, though the monitor has not ended
    /// them yet.
    /// </summary>
    public static readonly Expression<Func<StalledDealAlert, bool>> IsOpen = alert =>
        alert.RecoveredAt == null && alert.Deal.Status == DealStatus.Open && alert.Deal.VoidedAt == null;

    public static readonly Expression<Func<Deal, bool>> IsStalled = deal =>
        deal.Status == DealStatus.Open && deal.VoidedAt == null
        && deal.StalledAlerts.Any(alert => alert.RecoveredAt == null);

    /// <summary>The deals that stall now; those that are open must be told from the others.</summary>
    public static Task<HashSet<Guid>> NowAsync(PipelineDbContext context, Guid pipelineId, CancellationToken cancelled)
        => context.StalledDealAlerts
            .Where(alert => alert.RecoveredAt == null && alert.Deal.PipelineId == pipelineId)
            .Select(alert => alert.DealId).ToHashSetAsync(cancelled);

    /// <summary>The deals that stalled at an instant, of any pipeline: they may have left it since.</summary>
    public static Task<HashSet<Guid>> AtAsync(PipelineDbContext context, DateTime at, CancellationToken cancelled)
        => context.StalledDealAlerts
            .Where(alert => alert.RaisedAt <= at && (alert.RecoveredAt == null || alert.RecoveredAt > at))
            .Select(alert => alert.DealId).ToHashSetAsync(cancelled);
}
