using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace PipelineGraph.Engine.Transport;

/// <summary>
/// The connections that are open. At shutdown they end before the listener is closed, which would wait for them; hosts
/// that turn unready first register for that later than `AddPipelineGraphQL`, because hosts stop in reverse order.
/// </summary>
internal sealed class OpenConnections : IHostedLifecycleService
{
    private readonly ConcurrentDictionary<LastingConnection, bool> _open = new();
    private volatile bool _isStopping;

    public int Count => _open.Count;

    /// <summary>Runs a connection to its end.</summary>
    public async Task RunAsync(LastingConnection connection)
    {
        _open[connection] = true;
        try
        {
            await using (connection)
            {
                if (_isStopping) _ = connection.LeaveAsync();
                await connection.RunAsync();
            }
        }
        finally
        {
            _open.TryRemove(connection, out _);
        }
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        await Task.WhenAll(_open.Keys.Select(connection => connection.LeaveAsync()))
            .WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
