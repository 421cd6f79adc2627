using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Alerts;

/// <summary>What makes deals stalled, stage by stage, as it is set now.</summary>
internal sealed class AlertLimits(LearnedLimits learned, AlertSettings settings)
{
    /// <param name="stageIds">Only of these stages; null: of all, removed ones too.</param>
    public async Task<IReadOnlyDictionary<Guid, StageLimits>> ReadAsync(
        PipelineDbContext context, DateTime now, Guid[]? stageIds, CancellationToken cancelled)
    {
        var stages = context.Stages.AsNoTracking().Include(stage => stage.Pipeline);
        var read = stageIds is null
            ? await stages.ToListAsync(cancelled)
            : await stages.Where(stage => EF.Parameter(stageIds).Contains(stage.Id)).ToListAsync(cancelled);
        var days = await learned.GetAsync(context, now, cancelled);
        return read.ToDictionary(stage => stage.Id, stage => StageLimits.Of(
            stage, days.TryGetValue(stage.Id, out var limit) ? limit : null, settings.InactivityDays));
    }
}
