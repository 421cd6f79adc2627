using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>One operation of a connection, from `subscribe` until nothing of it runs any more.</summary>
internal sealed class SocketOperation : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GraphQLRequest? _request;
    private volatile bool _endsStream;

    public SocketOperation(string id, GraphQLRequest request)
        => (Id, _request, Cancelled) = (id, request, _cancellation.Token);

    public string Id { get; }
    public CancellationToken Cancelled { get; }
    public Task Ended => _ended.Task;

    /// <summary>Whether it is not known yet which events it is about, if any.</summary>
    public bool IsOpening { get; private set; } = true;

    /// <summary>Set when it is a subscription that runs.</summary>
    public OpenedStream? Stream { get; private set; }

    /// <summary>What the client asked for, once: a subscription that runs does not hold it.</summary>
    public GraphQLRequest TakeRequest()
    {
        var request = _request!;
        _request = null;
        return request;
    }

    /// <summary>Says what it is: a subscription, or null for anything else.</summary>
    public async Task OpenAsync(OpenedStream? stream)
    {
        Stream = stream;
        IsOpening = false;
        if (_endsStream && stream is not null) await CancelAsync();
    }

    /// <summary>Cancels it if it is a subscription, or turns out to be one.</summary>
    public Task EndStreamAsync()
    {
        _endsStream = true;
        return Stream is null ? Task.CompletedTask : CancelAsync();
    }

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
