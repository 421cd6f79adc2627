using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Board;

/// <summary>Finds the open deals that stand still.</summary>
internal sealed class StalledReader(LearnedLimits learned, IConfiguration configuration)
{
    private const int DefaultInactivityDays = 14;

    private readonly int _inactivityDays = configuration.GetValue("Alerts:InactivityDays", DefaultInactivityDays);

    /// <summary>The stalled ones among the open deals of some stages.</summary>
    /// <param name="stages">Of one pipeline, with it; at least one.</param>
    public async Task<IQueryable<Deal>> AmongAsync(
        PipelineDbContext context, IQueryable<Deal> open, IReadOnlyList<Stage> stages, DateTime now,
        CancellationToken cancelled)
    {
        var limits = await learned.OfAsync(context, stages[0].PipelineId, now, cancelled);
        return open.Where(StalledDeals.Among(stages, limits, _inactivityDays, now));
    }
}
