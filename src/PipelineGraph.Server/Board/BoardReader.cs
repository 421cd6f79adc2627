using GraphQL;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Filtering;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Board;

/// <summary>Reads boards: stages, and what is selected of the figures of their columns.</summary>
internal sealed class BoardReader(
    PipelineDatabase database, Visibility visibility, FilteredRows rows, TimeProvider clock)
{
    private static readonly string[] Totals =
        [nameof(ColumnFigures.DealCount), nameof(ColumnFigures.TotalAmount), nameof(ColumnFigures.WeightedAmount),
            nameof(ColumnFigures.ExcludedFromTotals)];

    /// <summary>The board of a pipeline; null where there is none.</summary>
    /// <param name="stageIds">Only these stages; null: all.</param>
    public async Task<BoardView?> ReadAsync(Guid pipelineId, IReadOnlySet<Guid>? stageIds, CancellationToken cancelled)
    {
        await using var context = database.Lease();
        var stages = await context.Stages.AsNoTracking().Include(stage => stage.Pipeline)
            .Where(stage => stage.PipelineId == pipelineId && stage.RemovedAt == null)
            .OrderBy(stage => stage.Position).ThenBy(stage => stage.Id).ToListAsync(cancelled);
        if (stages.Count == 0) return null;   // a pipeline has at least one

        var now = Instants.Truncate(clock.GetUtcNow().UtcDateTime);
        return new BoardView(
            pipelineId, now, [.. stages.Where(stage => stageIds?.Contains(stage.Id) is not false)]);
    }

    /// <summary>The columns of a board, with the figures that are selected.</summary>
    /// <param name="board">The field that holds the board's `where`.</param>
    /// <param name="selected">Names of the selected fields of a column.</param>
    public async Task<IReadOnlyList<BoardColumnView>> ColumnsAsync(
        BoardView view, IResolveFieldContext board, IReadOnlySet<string> selected, CancellationToken cancelled)
    {
        var figures = new Dictionary<Guid, ColumnFigures>();
        await using var context = await visibility.LeaseAsync(board.User, cancelled);
        var ids = view.Stages.Select(stage => stage.Id).ToArray();
        var open = rows.Of<Deal>(context, board).Where(deal =>
            ids.Contains(deal.StageId) && deal.Status == DealStatus.Open && deal.VoidedAt == null);
        if (ids.Length > 0 && Array.Exists(Totals, name => selected.Contains(name)))
            figures = await ColumnTotals.ReadAsync(context, open, view.Stages, view.AsOf, cancelled);
        var standing = ids.Length > 0 && selected.Contains(nameof(ColumnFigures.StalledCount))
            ? await CountStalledAsync(open, cancelled)
            : [];
        return [.. view.Stages.Select(stage => new BoardColumnView(stage.Id,
            figures.GetValueOrDefault(stage.Id, ColumnFigures.None) with
            {
                StalledCount = standing.GetValueOrDefault(stage.Id),
            }))];
    }

    private static Task<Dictionary<Guid, int>> CountStalledAsync(IQueryable<Deal> open, CancellationToken cancelled)
        => open.Where(StalledDeals.IsStalled).GroupBy(deal => deal.StageId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancelled);
}
