using System.Collections.Concurrent;
using System.Security.Claims;
using GraphQL;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Paging;
using PipelineGraph.Engine.Planning;

namespace PipelineGraph.Engine.Events;

/// <summary>
/// Runs subscriptions: each replays the log from its cursor, and goes live on the channel of its selection when it has
/// caught up, without a gap and without a double.
/// </summary>
internal sealed class EventStreams(
    EventFeed feed, EventRenderer renderer, PlanningOptions options, IOptions<LimitOptions> limits,
    UnexpectedErrors unexpected) : IDisposable
{
    private readonly ConcurrentDictionary<SelectionKey, EventChannel> _channels = new();
    private readonly EventTail _tail = new(feed);

    /// <summary>Selections that are followed live.</summary>
    public int Channels => _channels.Count;

    /// <summary>Subscriptions that are live.</summary>
    public int Followers => _channels.Values.Sum(channel => channel.Followers);

    /// <summary>The place up to which every live subscription has been sent everything; null without any.</summary>
    public long? SlowestPlace => _channels.Values.Min(channel => channel.SlowestPlace);

    /// <summary>Finds out what a subscription wants, and from where.</summary>
    /// <param name="resumeAfter">A cursor that wins over the one among the field's arguments.</param>
    /// <returns>Why it is refused, or the subscription.</returns>
    public async Task<(IReadOnlyList<ExecutionError> Errors, OpenedStream? Stream)> OpenAsync(
        PreparedRequest prepared, ClaimsPrincipal user, string? resumeAfter, CancellationToken cancelled)
    {
        if (prepared.IsRefused) return (prepared.Errors, null);

        var run = await renderer.OpenAsync(prepared, user, cancelled);
        if (run.Errors is { Count: > 0 } errors) return ([.. errors], null);

        try
        {
            var start = await StartAsync(resumeAfter ?? run.After, cancelled);
            var key = new SelectionKey(prepared.Operation!,
                CanonicalVariables.Of(prepared.Request.Variables, run.AfterVariable), options.Audience(user));
            var follow = new FollowedSelection(key, run.Selection!,
                (events, ended) => renderer.RenderAsync(prepared, user, events, ended));
            return ([], new OpenedStream(follow, start, feed));
        }
        catch (ExecutionError refused)
        {
            return ([refused], null);
        }
    }

    /// <summary>Sends a subscription's events until it is cancelled or cut off.</summary>
    /// <exception cref="ExecutionError">Events that it still needed have been removed.</exception>
    public async Task RunAsync(OpenedStream stream, EventSink sink, CancellationToken cancelled)
    {
        using var subscriber = new EventSubscriber(sink, limits.Value, stream.Start, cancelled);
        stream.Subscriber = subscriber;
        var channel = await ReplayAsync(stream.Follow, subscriber, cancelled);
        stream.Follow = channel.Follow;   // an equal one, which all of the channel share
        try
        {
            await subscriber.Ended;
        }
        finally
        {
            channel.Leave(subscriber);
        }
    }

    public void Dispose() => _tail.Dispose();

    /// <returns>The channel that it has joined.</returns>
    private async Task<EventChannel> ReplayAsync(
        FollowedSelection follow, EventSubscriber subscriber, CancellationToken cancelled)
    {
        while (true)
        {
            var page = await _tail.ReadAsync(
                subscriber.SentThrough, follow.Selection, EventChannel.PageSize, cancelled);
            await subscriber.ReplayAsync(await follow.RenderAsync(page.Events, cancelled), page.Through);
            cancelled.ThrowIfCancellationRequested();

            // Not before: on the channel of its selection nobody waits for a client that has much to catch up with.
            if (!page.IsLast) continue;
            var channel = ChannelOf(follow);
            if (channel.TryJoin(subscriber, page.Through)) return channel;
        }
    }

    private EventChannel ChannelOf(FollowedSelection follow)
        => _channels.GetOrAdd(follow.Key, _ => new EventChannel(follow, _tail, feed, unexpected,
            closed => _channels.TryRemove(new(follow.Key, closed))));

    private Task<long> StartAsync(string? after, CancellationToken cancelled) => after switch
    {
        null => feed.LatestAsync(cancelled),
        "" => feed.OldestAsync(cancelled),
        _ => feed.TryRead(after, out var position)
            ? CheckedAsync(position, cancelled)
            : throw PagingErrors.InvalidCursor(SubscriptionField.After, after),
    };

    /// <summary>Reads one event, to be told now rather than later that the cursor is too old.</summary>
    private async Task<long> CheckedAsync(long position, CancellationToken cancelled)
    {
        if (position > await feed.LatestAsync(cancelled))
            throw PagingErrors.InvalidCursor(SubscriptionField.After, feed.CursorOf(position));

        await feed.ReadAsync(position, selection: null, count: 1, cancelled);
        return position;
    }
}

/// <summary>A subscription that is ready to run.</summary>
/// <param name="start">Everything that comes after this place is sent.</param>
internal sealed class OpenedStream(FollowedSelection follow, long start, EventFeed feed)
{
    public FollowedSelection Follow { get; set; } = follow;

    public long Start => start;

    public EventFeed Feed => feed;

    /// <summary>Set while it runs.</summary>
    public EventSubscriber? Subscriber { get; set; }

    /// <summary>Everything that matches, up to this place, has been sent.</summary>
    public long SentThrough => Subscriber?.SentThrough ?? start;
}
