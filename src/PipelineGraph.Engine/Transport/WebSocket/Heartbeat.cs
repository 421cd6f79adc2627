namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>Pings a client once in a period, and ends the connection when it was silent for the period after.</summary>
/// <param name="cursor">What a ping carries, if it is known: the place up to which everything has been sent.</param>
internal sealed class Heartbeat(
    SocketSender sender, TimeSpan period, TimeProvider time, Func<string?> cursor, Action abort) : IDisposable
{
    private readonly PeriodicTimer _timer = new(period, time);
    private bool _isHeard = true;
    private Task _ping = Task.CompletedTask;

    /// <summary>The client has sent something.</summary>
    public void Hear() => Volatile.Write(ref _isHeard, true);

    /// <summary>Runs until it is disposed.</summary>
    public async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            if (!Interlocked.Exchange(ref _isHeard, false))
            {
                abort();
                break;
            }

            // While one waits for its turn, another would say nothing more.
            if (_ping.IsCompleted) _ping = sender.SendAsync(ServerMessage.Ping(cursor()));
        }

        await _ping;
    }

    public void Dispose() => _timer.Dispose();
}
