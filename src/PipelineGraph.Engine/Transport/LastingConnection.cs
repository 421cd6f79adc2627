namespace PipelineGraph.Engine.Transport;

/// <summary>A connection that lasts until somebody ends it; nothing of it is left when it is disposed.</summary>
internal abstract class LastingConnection : IAsyncDisposable
{
    /// <summary>Runs to its end.</summary>
    public abstract Task RunAsync();

    /// <summary>Has what runs come to its end, because the server stops, and ends.</summary>
    public abstract Task LeaveAsync();

    public abstract ValueTask DisposeAsync();
}
