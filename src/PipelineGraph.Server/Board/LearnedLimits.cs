using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Board;

/// <summary>How long won deals stood in each stage of a pipeline, learned once a day from all deals.</summary>
internal sealed class LearnedLimits
{
    private const int MostKept = 1_000;

    private readonly ConcurrentDictionary<Guid, (DateOnly Day, IReadOnlyDictionary<Guid, double> Limits)> _kept = new();

    /// <summary>Limits in days of the stages that have enough visits.</summary>
    public async Task<IReadOnlyDictionary<Guid, double>> OfAsync(
        PipelineDbContext context, Guid pipelineId, DateTime now, CancellationToken cancelled)
    {
        var day = DateOnly.FromDateTime(now);
        if (_kept.TryGetValue(pipelineId, out var kept) && kept.Day == day) return kept.Limits;

        var limits = await LearnAsync(context, pipelineId, now, cancelled);
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[pipelineId] = (day, limits);
        return limits;
    }

    private static async Task<IReadOnlyDictionary<Guid, double>> LearnAsync(
        PipelineDbContext context, Guid pipelineId, DateTime now, CancellationToken cancelled)
    {
        var since = now.AddDays(-StageTimeLimit.LearnedFromDays);
        var visits = context.StageVisits
            .Where(visit => visit.ExitedAt != null && visit.Stage.PipelineId == pipelineId
                && visit.Deal.Status == DealStatus.Won && visit.Deal.VoidedAt == null
                && visit.Deal.ClosedAt >= since && visit.Deal.ClosedAt <= now)
            .Select(visit => new { visit.StageId, Days = Days.Between(visit.EnteredAt, visit.ExitedAt!.Value) })
            .OrderBy(visit => visit.Days);
        var days = new Dictionary<Guid, List<double>>();
        await foreach (var visit in visits.AsAsyncEnumerable().WithCancellation(cancelled))
        {
            if (!days.TryGetValue(visit.StageId, out var known)) days.Add(visit.StageId, known = []);
            known.Add(visit.Days);
        }
        var limits = new Dictionary<Guid, double>();
        foreach (var (stage, lengths) in days)
        {
            if (StageTimeLimit.Learn(lengths) is { } limit) limits.Add(stage, limit);
        }
        return limits;
    }
}
