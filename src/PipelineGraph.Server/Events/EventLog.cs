using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Events;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Events;

/// <summary>Reads the log of committed events, in its order.</summary>
internal sealed class EventLog(PipelineDatabase database, Visibility visibility, EventSignal signal) : EventFeed
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
        if (selection is null)
        {
            var all = await ReadAsync(after, EventFilter.All, count, cancelled);
            return PageOf([.. all.Select(each => Logged(each.Position!.Value, each.Id, each.Type, each))], after, count);
        }

        var filter = (EventFilter)selection;
        await using var context = await LeaseAsync(filter, cancelled);
        // Asked before: whatever is later than this may be missing among what is read.
        var latest = await context.EventHeads.Select(head => head.Position).SingleAsync(cancelled);
        var read = await Next(context, after, filter, count)
            .Select(each => new { Position = each.Position!.Value, each.Id, each.Type }).ToListAsync(cancelled);
        await CheckAsync(context, after, cancelled);
        return PageOf([.. read.Select(each => Logged(each.Position, each.Id, each.Type, fact: null))],
            read.Count < count ? Math.Max(after, latest) : after, count);
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
        await using var context = await LeaseAsync(filter, cancelled);
        var read = await Next(context, after ?? 0, filter, count).ToListAsync(cancelled);
        if (after is { } start) await CheckAsync(context, start, cancelled);
        return read;
    }

    /// <summary>How many of those that are there match.</summary>
    public async Task<int> CountAsync(EventFilter filter, CancellationToken cancelled)
    {
        await using var context = await LeaseAsync(filter, cancelled);
        return await filter.Of(context.PipelineEvents).CountAsync(each => each.Position != null, cancelled);
    }

    private async ValueTask<PipelineDbContext> LeaseAsync(EventFilter filter, CancellationToken cancelled)
        => filter.Viewer is { } viewer ? await visibility.LeaseAsync(viewer, cancelled) : database.Lease();

    private static IQueryable<PipelineEvent> Next(PipelineDbContext context, long after, EventFilter filter, int count)
        => filter.Of(context.PipelineEvents.AsNoTracking())
            .Where(each => each.Position > after)
            .OrderBy(each => each.Position).Take(count);

    /// <summary>Asked after reading, so that a removal in between is noticed.</summary>
    private static async Task CheckAsync(PipelineDbContext context, long after, CancellationToken cancelled)
    {
        var removed = await context.EventHeads.Select(head => head.RemovedPosition).SingleAsync(cancelled);
        if (after < removed) throw new EventCursorExpiredException(removed);
    }

    private static LoggedEvent Logged(long position, Guid id, PipelineEventType type, PipelineEvent? fact)
        => new(position, new NodeId(EventFaces.NameOf(type), id), fact);

    /// <param name="through">A place up to which nothing else matches.</param>
    private static EventPage PageOf(IReadOnlyList<LoggedEvent> read, long through, int count)
        => new(read, Math.Max(through, read.Count > 0 ? read[^1].Position : 0), IsLast: read.Count < count);

    public override string CursorOf(long position) => EventCursor.Encode(position);

    public override bool TryRead(string cursor, out long position) => EventCursor.TryDecode(cursor, out position);
}
