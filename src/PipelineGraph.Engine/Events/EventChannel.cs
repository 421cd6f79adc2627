using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Events;

/// <summary>
/// All live subscriptions of one selection: follows the log, executes the selection once for each event, and offers the
/// result to everybody.
/// </summary>
/// <param name="follow">What is selected, of which events, for whom.</param>
internal sealed class EventChannel(
    FollowedSelection follow, EventTail tail, EventFeed feed, UnexpectedErrors unexpected, Action<EventChannel> close)
    : IDisposable
{
    public const int PageSize = 200;

    /// <summary>How long a burst waits for those who do not keep up, at every page.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private readonly List<EventSubscriber> _subscribers = [];
    private readonly CancellationTokenSource _closing = new();
    private long _through = -1;   // everything up to it has been offered; negative before the first subscriber
    private bool _isClosed;   // takes no subscription any more
    private bool _hasEnded;

    public FollowedSelection Follow => follow;

    public int Followers
    {
        get
        {
            lock (_gate) return _subscribers.Count;
        }
    }

    /// <summary>The place up to which everybody has been sent everything; null without anybody.</summary>
    public long? SlowestPlace
    {
        get
        {
            lock (_gate) return _subscribers.Min(subscriber => (long?)subscriber.SentThrough);
        }
    }

    /// <summary>Adds a subscription that has been sent everything up to a place.</summary>
    /// <returns>False when the place lies too far back, or the channel has closed.</returns>
    public bool TryJoin(EventSubscriber subscriber, long position)
    {
        lock (_gate)
        {
            if (_isClosed || position < _through) return false;

            _subscribers.Add(subscriber);
            if (_through >= 0) return true;
            _through = position;
        }

        _ = Task.Run(RunAsync);
        return true;
    }

    /// <summary>Removes a subscription; the channel closes after the last one.</summary>
    public void Leave(EventSubscriber subscriber)
    {
        lock (_gate)
        {
            if (!_subscribers.Remove(subscriber) || _subscribers.Count > 0 || _isClosed) return;
            _isClosed = true;
            if (!_hasEnded) _ = _closing.CancelAsync();
        }

        close(this);
    }

    public void Dispose() => _closing.Dispose();

    private async Task RunAsync()
    {
        try
        {
            while (!_closing.IsCancellationRequested) await StepAsync(_closing.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Nobody follows any more.
        }
        catch (Exception exception)
        {
            unexpected.Mask(exception, "a subscription");
            CutAll();
        }

        lock (_gate) _hasEnded = true;
        Dispose();
    }

    private async Task StepAsync(CancellationToken closing)
    {
        var next = feed.NextHint;
        var page = await tail.ReadAsync(_through, follow.Selection, PageSize, closing);
        var messages = await follow.RenderAsync(page.Events, closing);
        var subscribers = Advance(page.Through);
        foreach (var subscriber in subscribers) subscriber.Offer(messages, page.Through);
        if (page.IsLast) await next.WaitAsync(closing);
        else await WaitForAsync(subscribers, closing);
    }

    /// <summary>Those who are there when the channel comes to a place: whoever joins later has been sent it.</summary>
    private EventSubscriber[] Advance(long through)
    {
        lock (_gate)
        {
            _through = through;
            return [.. _subscribers];
        }
    }

    /// <summary>Many events at once are no reason to cut off a client that takes them as fast as it can.</summary>
    private static async Task WaitForAsync(EventSubscriber[] subscribers, CancellationToken closing)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Glance)
        {
            if (subscribers.All(subscriber => subscriber.IsReady)) return;
            await Task.Delay(Glance, closing);
        }
    }

    private void CutAll()
    {
        EventSubscriber[] subscribers;
        lock (_gate)
        {
            _isClosed = true;
            subscribers = [.. _subscribers];
            _subscribers.Clear();
        }

        close(this);
        foreach (var subscriber in subscribers) subscriber.Cut();
    }
}
