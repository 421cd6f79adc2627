namespace PipelineGraph.Server.Data.Writing;

/// <summary>
/// Wakes whoever waits for events inside this process. A hint: a reader that missed it finds the events at its next
/// look.
/// </summary>
internal sealed class EventSignal
{
    private TaskCompletionSource _next = New();
    private long _count;

    /// <summary>Ends with the next wake-up. Taken before the log is read, it misses none.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>How often it has been set; counted before anybody wakes.</summary>
    public long Count => Volatile.Read(ref _count);

    public void Set()
    {
        Interlocked.Increment(ref _count);
        Interlocked.Exchange(ref _next, New()).SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
