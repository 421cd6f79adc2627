using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>What ends a connection when its time comes: no `connection_init`, silence, the end of the token.</summary>
internal sealed class SocketTimers : IAsyncDisposable
{
    /// <summary>.NET has no longer timer; a connection that lives so long may as well sign in again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    private readonly LimitOptions _limits;
    private readonly TimeProvider _time;
    private readonly Action<CloseReason> _close;
    private readonly SocketSender _sender;
    private readonly Func<string?> _cursor;
    private readonly Action _abort;
    private readonly ITimer _initWait;
    private ITimer? _expiry;
    private Heartbeat? _heartbeat;
    private Task _beating = Task.CompletedTask;

    /// <summary>Begins with the wait for `connection_init`.</summary>
    /// <param name="cursor">The cursor that pings carry.</param>
    public SocketTimers(LimitOptions limits, TimeProvider time, SocketSender sender, Func<string?> cursor,
        Action<CloseReason> close, Action abort)
    {
        (_limits, _time, _sender, _cursor, _close, _abort) = (limits, time, sender, cursor, close, abort);
        _initWait = After(limits.InitWait, CloseReason.NoInit);
    }

    /// <summary>The client has sent something.</summary>
    public void Hear() => _heartbeat?.Hear();

    public void StopInitWait() => _initWait.Dispose();

    public void StartHeartbeat()
    {
        _heartbeat = new Heartbeat(_sender, _limits.PingPeriod, _time, _cursor, _abort);
        _beating = _heartbeat.RunAsync();
    }

    /// <param name="end">When the token ends, clocks' difference not counted.</param>
    public void StartExpiry(DateTimeOffset end)
        => _expiry = After(end - _time.GetUtcNow() + _limits.ClockSkew, CloseReason.TokenExpired);

    public async ValueTask DisposeAsync()
    {
        await _initWait.DisposeAsync();
        if (_expiry is not null) await _expiry.DisposeAsync();
        _heartbeat?.Dispose();
        await _beating;
    }

    private ITimer After(TimeSpan time, CloseReason reason)
        => _time.CreateTimer(_ => _close(reason), null,
            TimeSpan.FromTicks(Math.Clamp(time.Ticks, 0, Longest.Ticks)), Timeout.InfiniteTimeSpan);
}
