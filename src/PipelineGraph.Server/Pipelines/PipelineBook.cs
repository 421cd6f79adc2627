using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Pipelines;

/// <summary>Tells two designs of one pipeline apart; the instant, because a version that was undone comes again.</summary>
internal readonly record struct DesignStamp(int Version, DateTime UpdatedAt);

/// <summary>
/// Pipelines as they are designed, with stages and criteria, to be read and never changed: moves ask them every time,
/// and designs change seldom.
/// </summary>
internal sealed class PipelineBook
{
    private const int MostKept = 1_000;

    private readonly ConcurrentDictionary<Guid, Pipeline> _kept = new();

    /// <summary>A pipeline as it is designed now; every change of a stage changes the stamp.</summary>
    /// <param name="design">As read in the running transaction.</param>
    public async Task<Pipeline> GetAsync(
        PipelineDbContext context, Guid id, DesignStamp design, CancellationToken cancelled)
    {
        if (_kept.TryGetValue(id, out var kept) && (kept.Version, kept.UpdatedAt) == (design.Version, design.UpdatedAt))
            return kept;

        var pipeline = await context.Pipelines.AsNoTracking().AsSingleQuery()
            .Include(each => each.Stages).ThenInclude(stage => stage.ExitCriteria)
            .FirstAsync(each => each.Id == id, cancelled);
        if (_kept.Count >= MostKept) _kept.Clear();
        return _kept[id] = pipeline;
    }
}
