namespace PipelineGraph.Server.Events;

/// <summary>Work that comes again and again while the server runs.</summary>
internal static class Periodically
{
    /// <summary>Runs the work at once and after each interval; a fault is told, and the next time tries again.</summary>
    /// <returns>Ends without a fault when it is stopped: a host that fails to start would tell it as one.</returns>
    public static async Task RunAsync(
        Func<CancellationToken, Task> work, TimeSpan interval, TimeProvider clock, Action<Exception> tell,
        CancellationToken stopped)
    {
        try
        {
            while (true)
            {
                try
                {
                    await work(stopped);
                }
                catch (Exception fault) when (!stopped.IsCancellationRequested)
                {
                    tell(fault);
                }

                // Not a periodic timer: a clock that jumps ahead would tick once for every interval it skipped.
                await Task.Delay(interval, clock, stopped);
                await Task.Yield();
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Stopped.
        }
    }
}
