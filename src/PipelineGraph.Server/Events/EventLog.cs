using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Events;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Events;

/// <summary>Reads the log of committed events, in its order.</summary>
internal sealed class EventLog(PipelineDatabase database)
{
    /// <summary>Place of the latest event; what is committed later comes after it.</summary>
    public async Task<long> LatestAsync(CancellationToken cancelled)
    {
        await using var context = database.Lease();
        return await context.EventHeads.Select(head => head.Position).SingleAsync(cancelled);
    }

    /// <summary>The events that come after a place.</summary>
    /// <param name="after">Null: from the oldest that is there.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancelled">Ends the reading.</param>
    /// <exception cref="EventCursorExpiredException">Some of them have been removed.</exception>
    public async Task<IReadOnlyList<PipelineEvent>> ReadAsync(
        long? after, EventFilter filter, int count, CancellationToken cancelled)
    {
        await using var context = database.Lease();
        var start = after ?? 0;
        var read = await filter.Of(context.PipelineEvents.AsNoTracking())
            .Where(each => each.Position > start)
            .OrderBy(each => each.Position).Take(count).ToListAsync(cancelled);
        // Asked afterwards, so that a removal in between is noticed.
        var removed = await context.EventHeads.Select(head => head.RemovedPosition).SingleAsync(cancelled);
        return after < removed ? throw new EventCursorExpiredException(removed) : read;
    }

    /// <summary>How many of those that are there match.</summary>
    public async Task<int> CountAsync(EventFilter filter, CancellationToken cancelled)
    {
        await using var context = database.Lease();
        return await filter.Of(context.PipelineEvents).CountAsync(each => each.Position != null, cancelled);
    }
}
