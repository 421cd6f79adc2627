using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Alerts;

/// <summary>How long won deals stood in each stage, learned once a day from all deals.</summary>
internal sealed class LearnedLimits
{
    private sealed record Lesson(DateOnly Day, IReadOnlyDictionary<Guid, double> Limits);

    private Lesson? _kept;

    /// <summary>Limits in days of the stages that have enough visits.</summary>
    public async Task<IReadOnlyDictionary<Guid, double>> GetAsync(
        PipelineDbContext context, DateTime now, CancellationToken cancelled)
    {
        var day = DateOnly.FromDateTime(now);
        if (Volatile.Read(ref _kept) is { } kept && kept.Day == day) return kept.Limits;

        var limits = await LearnAsync(context, now, cancelled);
        Volatile.Write(ref _kept, new Lesson(day, limits));
        return limits;
    }

    /// <summary>An import has brought a past to learn from.</summary>
    public void Forget() => Volatile.Write(ref _kept, null);

    private static async Task<IReadOnlyDictionary<Guid, double>> LearnAsync(
        PipelineDbContext context, DateTime now, CancellationToken cancelled)
    {
        var since = now.AddDays(-StageTimeLimit.LearnedFromDays);
        var visits = context.StageVisits
            .Where(visit => visit.ExitedAt != null && visit.Deal.Status == DealStatus.Won && visit.Deal.VoidedAt == null
                && visit.Deal.ClosedAt >= since && visit.Deal.ClosedAt <= now)
            .Select(visit => new { visit.StageId, Days = Days.Between(visit.EnteredAt, visit.ExitedAt!.Value) });
        var days = new Dictionary<Guid, List<double>>();
        await foreach (var visit in visits.AsAsyncEnumerable().WithCancellation(cancelled))
        {
            if (!days.TryGetValue(visit.StageId, out var known)) days.Add(visit.StageId, known = []);
            known.Add(visit.Days);
        }
        var limits = new Dictionary<Guid, double>();
        foreach (var (stage, lengths) in days)
        {
            lengths.Sort();
            if (StageTimeLimit.Learn(lengths) is { } limit) limits.Add(stage, limit);
        }
        return limits;
    }
}
