using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.History;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>Takes in all that happened to a deal.</summary>
internal delegate void TakeSteps(ReadOnlySpan<MovementStep> steps);

/// <summary>Reads whole histories of deals, some hundred at a time, in the order of their ids.</summary>
/// <remarks>By three commands for each batch, over whose columns no entity is made: those cost four times as much.</remarks>
internal sealed class DealHistories(PipelineDbContext context, MetricsScope scope)
{
    private const int BatchSize = 1_000;

    private readonly Dictionary<Guid, List<RecordedMove>> _moves = [];
    private readonly Dictionary<Guid, List<RecordedChange>> _changes = [];

    /// <summary>The deals that are in the pipeline, or have been, and were created by an instant.</summary>
    public IQueryable<Deal> Concerned(IQueryable<Deal> deals, DateTime at)
    {
        var pipeline = scope.Pipeline.Id;
        return deals.Where(deal => deal.VoidedAt == null && deal.CreatedAt <= at
            && (deal.PipelineId == pipeline || deal.Visits.Any(visit => visit.Stage.PipelineId == pipeline)));
    }

    /// <param name="deals">None of them voided.</param>
    public async Task ReadAsync(IQueryable<Deal> deals, Action<DealHistory> take, CancellationToken cancelled)
    {
        var ids = await deals.OrderBy(deal => deal.Id).Select(deal => deal.Id).ToListAsync(cancelled);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            await ReadMovesAsync(batch, cancelled);
            await ReadChangesAsync(batch, cancelled);
            await ReadDealsAsync(batch, take, cancelled);
        }
    }

    /// <summary>What happened to the deals that were open at some instant in (from, to].</summary>
    public Task ReadStepsAsync(
        IQueryable<Deal> deals, DateTime from, DateTime to, TakeSteps take, CancellationToken cancelled)
        => ReadAsync(
            Concerned(deals, to).Where(deal => deal.ClosedAt == null || deal.ClosedAt > from || deal.LastTransitionAt > from),
            history => take([.. history.StepsUntil(to, scope.Frame, scope.Rates)]), cancelled);

    // In all three the order of the members is that of the columns, which are read by their places.
    private Task ReadMovesAsync(Guid[] batch, CancellationToken cancelled)
    {
        _moves.Clear();
        return MetricsRow.ReadAsync(context.StageTransitions
            .Where(move => EF.Parameter(batch).Contains(move.DealId))
            .OrderBy(move => move.DealId).ThenBy(move => move.Sequence)
            .Select(move => new
            {
                move.DealId,
                move.Sequence,
                move.Kind,
                move.ToStageId,
                move.EffectiveAt,
                move.RecordedAt,
                move.IsReverted,
            }), row => ListOf(_moves, row.Id(0)).Add(new RecordedMove(row.Small(1), row.Choice<TransitionKind>(2),
                row.Id(3), row.Instant(4), row.Instant(5), row.Flag(6))), cancelled);
    }

    private Task ReadChangesAsync(Guid[] batch, CancellationToken cancelled)
    {
        _changes.Clear();
        return MetricsRow.ReadAsync(context.FieldChanges
            .Where(change => EF.Parameter(batch).Contains(change.DealId)
                && RecordedDeal.ReadFields.Contains(change.Field))
            .OrderBy(change => change.DealId).ThenBy(change => change.Sequence)
            .Select(change => new
            {
                change.DealId,
                change.Sequence,
                change.Field,
                change.OldValue,
                change.NewValue,
                change.EffectiveAt,
                change.RecordedAt,
                change.TransitionSequence,
            }), row => ListOf(_changes, row.Id(0)).Add(new RecordedChange(row.Small(1), row.Choice<TrackedField>(2),
                row.TextOrNull(3), row.TextOrNull(4), row.Instant(5), row.Instant(6),
                row.IsNull(7) ? null : row.Small(7))), cancelled);
    }

    private Task ReadDealsAsync(Guid[] batch, Action<DealHistory> take, CancellationToken cancelled)
        => MetricsRow.ReadAsync(context.Deals.Where(deal => EF.Parameter(batch).Contains(deal.Id)).OrderBy(deal => deal.Id)
            .Select(deal => new
            {
                deal.Id,
                deal.OwnerId,
                deal.AccountId,
                deal.AmountUnits,
                deal.Currency,
                deal.ProbabilityOverride,
                deal.ExpectedCloseDate,
                deal.Source,
                deal.Budget,
                deal.Authority,
                deal.Need,
                deal.Timeline,
                deal.Interest,
                deal.LossReason,
                deal.ClosedAt,
                deal.ClosingRateUnits,
            }), row => take(DealHistory.Of(DealOf(row))), cancelled);

    private RecordedDeal DealOf(MetricsRow row) => new()
    {
        Id = row.Id(0),
        OwnerId = row.IsNull(1) ? null : row.Id(1),
        AccountId = row.IsNull(2) ? null : row.Id(2),
        AmountUnits = row.IsNull(3) ? null : row.Whole(3),
        Currency = row.Text(4),
        ProbabilityOverride = row.IsNull(5) ? null : row.Real(5),
        ExpectedCloseDate = row.IsNull(6) ? null : row.Day(6),
        Source = row.TextOrNull(7),
        Qualification = new Qualification(row.Choice<FactorRating>(8), row.Choice<FactorRating>(9),
            row.Choice<FactorRating>(10), row.Choice<FactorRating>(11), row.Choice<FactorRating>(12)),
        LossReason = row.IsNull(13) ? null : row.Choice<LossReason>(13),
        ClosedAt = row.IsNull(14) ? null : row.Instant(14),
        ClosingRateUnits = row.IsNull(15) ? null : row.Whole(15),
        Moves = _moves[row.Id(0)],
        Changes = _changes.GetValueOrDefault(row.Id(0), []),
    };

    private static List<T> ListOf<T>(Dictionary<Guid, List<T>> lists, Guid deal)
    {
        if (!lists.TryGetValue(deal, out var list)) lists.Add(deal, list = []);
        return list;
    }
}
