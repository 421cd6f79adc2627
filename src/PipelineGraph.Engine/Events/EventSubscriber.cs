using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Events;

/// <summary>
/// One subscription of one client. While it replays it is read for as fast as it takes the events; live, what it has not
/// taken yet waits here, up to a bound.
/// </summary>
internal sealed class EventSubscriber : IDisposable
{
    private readonly EventSink _sink;
    private readonly LimitOptions _limits;
    private readonly Lock _gate = new();
    private readonly Queue<EventMessage> _waiting = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _cancelled;
    private readonly CancellationTokenRegistration _cancellation;
    private int _waitingBytes;
    private bool _isSending;
    private long _sent;      // everything up to it has been sent
    private long _through;   // everything up to it has been sent or waits

    public EventSubscriber(EventSink sink, LimitOptions limits, long start, CancellationToken cancelled)
    {
        (_sink, _limits, _cancelled) = (sink, limits, cancelled);
        _sent = _through = start;
        _cancellation = cancelled.Register(End);
    }

    /// <summary>Completes when nothing is to be sent any more.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Everything that matches, up to this place, has been sent.</summary>
    public long SentThrough
    {
        get
        {
            // What still waited when it ended is dropped, and not sent.
            lock (_gate) return IsIdle && !_ended.Task.IsCompleted ? _through : _sent;
        }
    }

    /// <summary>Whether the client keeps up with what is offered.</summary>
    public bool IsReady
    {
        get
        {
            lock (_gate) return _ended.Task.IsCompleted || _waiting.Count <= _limits.WaitingEvents / 4;
        }
    }

    private bool IsIdle => !_isSending && _waiting.Count == 0;

    /// <summary>Sends a part of the replay, each event when the one before has been taken.</summary>
    /// <param name="through">Everything that matches, up to this place, is among them.</param>
    public async Task ReplayAsync(IReadOnlyList<EventMessage> messages, long through)
    {
        foreach (var message in messages)
        {
            await _sink.SendAsync(message, _cancelled);
            _cancelled.ThrowIfCancellationRequested();
            lock (_gate) _sent = _through = message.Position;
        }

        lock (_gate) _sent = _through = through;
    }

    /// <summary>Takes live events over, those it has already left out.</summary>
    /// <param name="through">Everything that matches, up to this place, is among them or came before.</param>
    public void Offer(IReadOnlyList<EventMessage> messages, long through)
    {
        bool begins, isTooSlow;
        lock (_gate)
        {
            if (_ended.Task.IsCompleted) return;

            if (IsIdle) _sent = _through;
            foreach (var message in messages)
            {
                if (message.Position <= _through) continue;
                _waiting.Enqueue(message);
                _waitingBytes += message.Payload.Length;
            }

            _through = Math.Max(_through, through);
            isTooSlow = _waiting.Count > _limits.WaitingEvents || _waitingBytes > _limits.WaitingBytes;
            begins = !isTooSlow && !_isSending && _waiting.Count > 0;
            _isSending |= begins;
        }

        if (isTooSlow) Cut();
        else if (begins) _ = SendAsync();
    }

    /// <summary>Ends it and its client's connection, in a way that lets the client resume.</summary>
    public void Cut()
    {
        End();
        _sink.Cut();
    }

    public void Dispose() => _cancellation.Dispose();

    private void End()
    {
        lock (_gate)
        {
            _waiting.Clear();
            _waitingBytes = 0;
            _ended.TrySetResult();
        }
    }

    private async Task SendAsync()
    {
        try
        {
            while (Take() is { } message)
            {
                await _sink.SendAsync(message, _cancelled);
                lock (_gate) _sent = message.Position;
            }
        }
        catch (OperationCanceledException) when (_cancelled.IsCancellationRequested)
        {
            // The client wants no more of it.
        }
        catch (Exception)
        {
            Cut();   // nothing may be left out in the middle
        }
    }

    private EventMessage? Take()
    {
        lock (_gate)
        {
            if (!_ended.Task.IsCompleted && _waiting.TryDequeue(out var next))
            {
                _waitingBytes -= next.Payload.Length;
                return next;
            }

            _isSending = false;
            return null;
        }
    }
}
