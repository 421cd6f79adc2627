namespace PipelineGraph.Server.Data.Writing;

/// <summary>
/// Wakes whoever waits for events inside this process. A hint: a reader that missed it finds the events at its next
/// look.
/// </summary>
internal sealed class EventSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends with the next wake-up. Taken before the log is read, it misses none.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Set() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
