using System.Linq.Expressions;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>
/// Reads the deals that concern a pipeline's figures, one after the other, as they were at the scope's instant.
/// </summary>
/// <remarks>
/// Where what a deal is now tells what it was, it comes from one command over deals and visits; else from its whole
/// history, by the domain's own reading. Both in the order of their ids: figures that draw samples ask for an order.
/// </remarks>
/// <param name="frames">The instants to see them at, of the same stages, the scope's one last or alone.</param>
internal sealed class DealStream(
    PipelineDbContext context, MetricsScope scope, IReadOnlyList<MetricsFrame> frames)
{
    private readonly DealHistories _histories = new(context, scope);

    /// <param name="deals">Which of them, whatever their pipeline and state.</param>
    /// <param name="take">Must not keep the visits.</param>
    public async Task ReadAsync(
        IQueryable<Deal> deals, DealNeeds needs, TakeDeal take, CancellationToken cancelled)
    {
        var concerned = _histories.Concerned(deals, scope.Frame.AsOf);
        var standing = needs.HasFlag(DealNeeds.Stalled) ? await StalledAsync(cancelled) : [];
        if (NeedsHistory(needs) is not { } needsHistory)
        {
            await new CurrentDeals(scope, frames, standing).ReadAsync(concerned, take, cancelled);
            return;
        }
        var not = Expression.Lambda<Func<Deal, bool>>(Expression.Not(needsHistory.Body), needsHistory.Parameters);
        await new CurrentDeals(scope, frames, standing).ReadAsync(concerned.Where(not), take, cancelled);
        await _histories.ReadAsync(concerned.Where(needsHistory), history =>
        {
            foreach (var (i, frame) in frames.Index())
            {
                if (history.At(frame, scope.Rates) is { } deal)
                    take(i, deal with { IsStalled = standing.Contains(deal.Id) });
            }
        }, cancelled);
    }

    /// <summary>Which deals were something else at the instant than their row tells; null: none.</summary>
    private Expression<Func<Deal, bool>>? NeedsHistory(DealNeeds needs)
        => !scope.IsCurrent || frames.Count > 1 ? deal => deal.ChangeCount > 0
            : needs.HasFlag(DealNeeds.VisitOwners) ? deal => deal.Changes.Any(change => change.Field == TrackedField.Owner)
            : null;

    /// <summary>Deals with an alert that is open, or was at the instant.</summary>
    private Task<HashSet<Guid>> StalledAsync(CancellationToken cancelled)
        => scope.IsCurrent
            ? StalledDeals.NowAsync(context, scope.Pipeline.Id, cancelled)
            : StalledDeals.AtAsync(context, scope.Frame.AsOf, cancelled);
}
