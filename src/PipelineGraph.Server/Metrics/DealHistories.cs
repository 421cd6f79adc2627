using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.History;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics;

/// <summary>Takes in all that happened to a deal.</summary>
internal delegate void TakeSteps(ReadOnlySpan<MovementStep> steps);

/// <summary>Reads whole histories of deals, some hundred at a time, in the order of their ids.</summary>
internal sealed class DealHistories(PipelineDbContext context, MetricsScope scope)
{
    private const int BatchSize = 500;

    /// <summary>The deals that are in the pipeline, or have been, and were created by an instant.</summary>
    public IQueryable<Deal> Concerned(IQueryable<Deal> deals, DateTime at)
    {
        var pipeline = scope.Pipeline.Id;
        return deals.Where(deal => deal.VoidedAt == null && deal.CreatedAt <= at
            && (deal.PipelineId == pipeline || deal.Visits.Any(visit => visit.Stage.PipelineId == pipeline)));
    }

    public async Task ReadAsync(IQueryable<Deal> deals, Action<DealHistory> take, CancellationToken cancelled)
    {
        var ids = await deals.OrderBy(deal => deal.Id).Select(deal => deal.Id).ToListAsync(cancelled);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var read = await context.Deals.AsNoTracking().AsSplitQuery()
                .Include(deal => deal.Transitions).Include(deal => deal.Changes)
                .Where(deal => batch.Contains(deal.Id)).OrderBy(deal => deal.Id).ToListAsync(cancelled);
            foreach (var deal in read)
            {
                if (DealHistory.Of(deal) is { } history) take(history);
            }
        }
    }

    /// <summary>What happened to the deals that were open at some instant in (from, to].</summary>
    public Task ReadStepsAsync(
        IQueryable<Deal> deals, DateTime from, DateTime to, TakeSteps take, CancellationToken cancelled)
        => ReadAsync(
            Concerned(deals, to).Where(deal => deal.ClosedAt == null || deal.ClosedAt > from || deal.LastTransitionAt > from),
            history => take([.. history.StepsUntil(to, scope.Frame, scope.Rates)]), cancelled);
}
