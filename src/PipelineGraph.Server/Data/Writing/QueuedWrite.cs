namespace PipelineGraph.Server.Data.Writing;

/// <summary>A work that waits in the lane, and its answer.</summary>
internal abstract class QueuedWrite
{
    private const int Waiting = 0, Begun = 1, TakenBack = 2;

    private int _state;

    /// <summary>What the work itself threw; it was undone alone.</summary>
    public Exception? Refusal { get; private set; }

    /// <summary>False when it was taken back before.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Begun, Waiting) == Waiting;

    public bool TryTakeBack() => Interlocked.CompareExchange(ref _state, TakenBack, Waiting) == Waiting;

    public async Task RunAsync(WriteScope scope)
    {
        try
        {
            await WorkAsync(scope);
        }
        catch (Exception fault)
        {
            Refusal = fault;
        }
    }

    /// <summary>Gives the caller the result, or the refusal: what it rests on is durable.</summary>
    public abstract void Answer();

    /// <summary>Gives the caller a fault of the whole batch; nothing of it was written.</summary>
    public abstract void Fail(Exception fault);

    protected abstract Task WorkAsync(WriteScope scope);
}

internal sealed class QueuedWrite<T>(Func<WriteScope, Task<T>> work) : QueuedWrite where T : notnull
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>Waits for the answer; cancellation counts until the work has begun.</summary>
    public async Task<T> AnswerAsync(CancellationToken cancelled)
    {
        using var watch = cancelled.UnsafeRegister(static (state, token) =>
        {
            var write = (QueuedWrite<T>)state!;
            if (write.TryTakeBack()) write._answer.TrySetCanceled(token);
        }, this);
        return await _answer.Task;
    }

    public override void Answer()
    {
        if (Refusal is null) _answer.TrySetResult(_result!);
        else _answer.TrySetException(Refusal);
    }

    public override void Fail(Exception fault) => _answer.TrySetException(fault);

    protected override async Task WorkAsync(WriteScope scope) => _result = await work(scope);
}
