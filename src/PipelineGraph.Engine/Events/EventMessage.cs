namespace PipelineGraph.Engine.Events;

/// <summary>An event as one selection shows it, to be sent to everybody who follows by that selection.</summary>
/// <param name="Position">The event's place in the log.</param>
/// <param name="Payload">The execution result as JSON.</param>
internal sealed record EventMessage(long Position, ReadOnlyMemory<byte> Payload);

/// <summary>Where a subscription's events go.</summary>
internal abstract class EventSink
{
    /// <summary>Sends one event; completes when the client's connection has taken it.</summary>
    /// <param name="cancelled">Ends the wait; what is being sent is sent to its end.</param>
    public abstract Task SendAsync(EventMessage message, CancellationToken cancelled);

    /// <summary>Ends the client's connection in a way that lets it come back and resume.</summary>
    public abstract void Cut();
}
