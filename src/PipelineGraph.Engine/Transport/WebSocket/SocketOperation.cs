using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>One operation of a connection, from `subscribe` until nothing of it runs any more.</summary>
internal sealed class SocketOperation : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SocketOperation(string id, GraphQLRequest request)
        => (Id, Request, Cancelled) = (id, request, _cancellation.Token);

    public string Id { get; }
    public GraphQLRequest Request { get; }
    public CancellationToken Cancelled { get; }
    public Task Ended => _ended.Task;

    public async Task CancelAsync()
    {
        try
        {
            await _cancellation.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _ended.TrySetResult();
    }
}
