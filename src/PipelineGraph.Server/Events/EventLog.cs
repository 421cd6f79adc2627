using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Events;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Events;

/// <summary>Reads the log of committed events, in its order.</summary>
internal sealed class EventLog(PipelineDatabase database, EventSignal signal) : EventFeed
{
    public override Task NextHint => signal.Next;

    public override long Hints => signal.Count;

    /// <summary>Place of the latest event; what is committed later comes after it.</summary>
    public override async Task<long> LatestAsync(CancellationToken cancelled)
    {
        await using var context = database.Lease();
        return await context.EventHeads.Select(head => head.Position).SingleAsync(cancelled);
    }

    public override async Task<long> OldestAsync(CancellationToken cancelled)
    {
        await using var context = database.Lease();
        return await context.EventHeads.Select(head => head.RemovedPosition).SingleAsync(cancelled);
    }

    /// <exception cref="EventCursorExpiredException">Some of them have been removed.</exception>
    public override async Task<EventPage> ReadAsync(
        long after, EventSelection? selection, int count, CancellationToken cancelled)
    {
        // Asked before: whatever is later than this may be missing among what is read.
        var latest = selection is null ? after : await LatestAsync(cancelled);
        var read = await ReadAsync(after, (EventFilter?)selection ?? EventFilter.All, count, cancelled);
        var isLast = read.Count < count;
        var last = read.Count > 0 ? read[^1].Position!.Value : after;
        return new EventPage(
            [.. read.Select(each => new LoggedEvent(
                each.Position!.Value, new NodeId(EventFaces.NameOf(each.Type), each.Id), each))],
            isLast ? Math.Max(last, latest) : last, isLast);
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

    public override string CursorOf(long position) => EventCursor.Encode(position);

    public override bool TryRead(string cursor, out long position) => EventCursor.TryDecode(cursor, out position);
}
