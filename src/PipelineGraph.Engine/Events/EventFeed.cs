using GraphQL;

namespace PipelineGraph.Engine.Events;

/// <summary>The host's log of committed events, which all subscriptions read.</summary>
public abstract class EventFeed
{
    /// <summary>Completes when there may be new events; taken before the log is read, it misses none.</summary>
    public abstract Task NextHint { get; }

    /// <summary>How often <see cref="NextHint"/> has completed: who has read since the latest time has read all.</summary>
    public abstract long Hints { get; }

    /// <summary>Place of the latest event.</summary>
    public abstract Task<long> LatestAsync(CancellationToken cancelled);

    /// <summary>The place behind which nothing has been removed.</summary>
    public abstract Task<long> OldestAsync(CancellationToken cancelled);

    /// <summary>The next events behind a place.</summary>
    /// <param name="after">The place.</param>
    /// <param name="selection">Which events; null: all.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancelled">Ends the reading.</param>
    /// <exception cref="ExecutionError">Some of them have been removed.</exception>
    public abstract Task<EventPage> ReadAsync(
        long after, EventSelection? selection, int count, CancellationToken cancelled);

    /// <summary>A place as clients keep it.</summary>
    public abstract string CursorOf(long position);

    /// <returns>False when it is no cursor of this log.</returns>
    public abstract bool TryRead(string cursor, out long position);
}
