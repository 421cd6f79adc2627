using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Alerts;

/// <summary>Alerts that hold already when their deals come in: stored with them, and nobody is told.</summary>
internal sealed class SilentAlerts(AlertSettings settings)
{
    private readonly Dictionary<Guid, StallFacts> _deals = [];
    private readonly List<Guid> _known = [];   // deals that may have alerts already

    /// <summary>Notes a deal that has come in, as it is now.</summary>
    /// <param name="deal">With its activities.</param>
    public void Note(Deal deal, bool isNew)
    {
        var facts = StallFacts.Of(deal);
        if (!facts.IsOpen) return;

        _deals[deal.Id] = facts;
        if (!isNew) _known.Add(deal.Id);
    }

    /// <summary>Raises those of all noted deals, in the transaction that brings the deals and behind all of them:
    /// limits are learned from them too.</summary>
    public async Task RaiseAsync(
        PipelineDbContext context, BulkInsert bulk, DateTime now, CancellationToken cancelled)
    {
        if (_deals.Count == 0) return;

        var limits = await new AlertLimits(new LearnedLimits(), settings).ReadAsync(context, now, null, cancelled);
        var open = await OpenAsync(context, cancelled);
        await bulk.AddAsync(
            _deals.Values.SelectMany(deal => StallCheck.Of(deal, limits[deal.StageId], now)
                .Where(stall => !open.Contains((deal.DealId, stall.Reason)))
                .Select(stall => StalledDealAlert.RaiseSilently(deal, stall, now))), cancelled);
    }

    private async Task<HashSet<(Guid, StallReason)>> OpenAsync(PipelineDbContext context, CancellationToken cancelled)
    {
        var open = new HashSet<(Guid, StallReason)>();
        foreach (var batch in _known.Chunk(500))
        {
            var read = await context.StalledDealAlerts
                .Where(alert => EF.Parameter(batch).Contains(alert.DealId) && alert.RecoveredAt == null)
                .Select(alert => new { alert.DealId, alert.Reason }).ToListAsync(cancelled);
            open.UnionWith(read.Select(alert => (alert.DealId, alert.Reason)));
        }
        return open;
    }
}
