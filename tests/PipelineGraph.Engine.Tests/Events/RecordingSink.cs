using System.Text;
using PipelineGraph.Engine.Events;

namespace PipelineGraph.Engine.Tests.Events;

/// <summary>A client that takes events as soon as it is let.</summary>
internal sealed class RecordingSink : EventSink
{
    private readonly Lock _gate = new();
    private readonly List<EventMessage> _messages = [];
    private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="isStuck">Whether it takes nothing until <see cref="Release"/>.</param>
    public RecordingSink(bool isStuck = false)
    {
        if (!isStuck) Release();
    }

    public bool IsCut { get; private set; }

    /// <summary>How many have been handed to it, taken or not.</summary>
    public int Begun { get; private set; }

    public IReadOnlyList<long> Positions
    {
        get
        {
            lock (_gate) return [.. _messages.Select(message => message.Position)];
        }
    }

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_gate) return [.. _messages.Select(message => Encoding.UTF8.GetString(message.Payload.Span))];
        }
    }

    public void Release() => _open.TrySetResult();

    public void Block() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task SendAsync(EventMessage message, CancellationToken cancelled)
    {
        Begun++;
        await _open.Task.WaitAsync(cancelled);
        lock (_gate) _messages.Add(message);
    }

    public override void Cut() => IsCut = true;
}
