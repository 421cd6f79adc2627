using Microsoft.AspNetCore.Http;
using Socket = System.Net.WebSockets.WebSocket;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>One client's connection: reads its messages one by one, and lasts until both sides have closed.</summary>
internal sealed class SocketConnection : LastingConnection
{
    /// <summary>How long the client may take to answer a close.</summary>
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(5);

    private readonly SocketServices _services;
    private readonly HttpContext _handshake;
    private readonly Socket _socket;
    private readonly FrameReader _frames;
    private readonly SocketSender _sender;
    private readonly SocketSession _session;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _closing;
    private ITimer? _patience;
    private volatile bool _isLeaving;

    /// <param name="place">Disposed by its owner.</param>
    public SocketConnection(SocketServices services, HttpContext handshake, Socket socket, ConnectionPlace place)
    {
        (_services, _handshake, _socket) = (services, handshake, socket);
        _frames = new FrameReader(socket, services.Limits.MessageBytes);
        _sender = new SocketSender(socket, Abort);
        _session = new SocketSession(services, handshake, place, _sender, Close, Abort);
    }

    /// <summary>Takes messages until the client closes or is gone.</summary>
    public override async Task RunAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (Exception exception) when (SocketSender.IsGone(exception))
        {
            Abort();
        }
    }

    /// <summary>Cancels all operations and says good-bye; the first reason given is the one that is said.</summary>
    public void Close(CloseReason reason)
    {
        lock (_gate) _closing ??= Task.Run(() => CloseAsync(reason));
    }

    /// <summary>Ends subscriptions, has other operations answer, starts no others, and closes.</summary>
    /// <returns>When the connection has ended.</returns>
    public override async Task LeaveAsync()
    {
        _isLeaving = true;
        await _session.EndStreamsAsync();
        await _session.IdleAsync();
        Close(CloseReason.GoingAway);
        await _ended.Task;
    }

    /// <summary>Returns when nothing of the connection is left.</summary>
    public override async ValueTask DisposeAsync()
    {
        Close(CloseReason.AnswerTo(_socket.CloseStatus));   // unless this side closed first
        await _closing!;
        await _session.DisposeAsync();
        if (_patience is not null) await _patience.DisposeAsync();
        _sender.Dispose();
        _ended.SetResult();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _frames.ReadAsync() is { } message)
            {
                using (message)
                    if (_closing is null && !_isLeaving) await _session.TakeAsync(message.WrittenMemory);
            }

            return;
        }
        catch (ProtocolException broken)
        {
            Close(broken.Reason);
        }
        catch (Exception exception) when (!SocketSender.IsGone(exception))
        {
            _services.Unexpected.Mask(exception, "a WebSocket");
            Close(CloseReason.Unexpected);
        }

        await _frames.DrainAsync();
    }

    private async Task CloseAsync(CloseReason reason)
    {
        _patience = _services.Time.CreateTimer(_ => Abort(), null, ClosePatience, Timeout.InfiniteTimeSpan);
        await _session.CancelAsync();
        await _sender.CloseAsync(reason);
    }

    // The request's abort, too: it frees a send that waits for a client that does not read.
    private void Abort()
    {
        _handshake.Abort();
        _socket.Abort();
    }
}
