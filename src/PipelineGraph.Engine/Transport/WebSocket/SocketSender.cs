using System.Net.WebSockets;
using Socket = System.Net.WebSockets.WebSocket;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>
/// Sends one message after the other. There is no queue: whoever has something to say waits for its turn, so that a
/// client that does not read holds up its own operations and is not read on either.
/// </summary>
/// <param name="abort">Ends a connection that cannot be used any more.</param>
internal sealed class SocketSender(Socket socket, Action abort) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private bool _isClosed;

    /// <summary>Sends a message, unless the connection is closing.</summary>
    /// <param name="cancelled">Ends the wait for the turn; what is being sent is sent to its end.</param>
    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancelled = default)
        => InTurnAsync(
            () => _isClosed || cancelled.IsCancellationRequested
                ? Task.CompletedTask
                : socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None).AsTask(),
            cancelled);

    /// <summary>Says that nothing more will be sent.</summary>
    public Task CloseAsync(CloseReason reason)
        => InTurnAsync(
            () =>
            {
                _isClosed = true;
                return socket.State is WebSocketState.Open or WebSocketState.CloseReceived
                    ? socket.CloseOutputAsync((WebSocketCloseStatus)reason.Code, reason.Shown(), CancellationToken.None)
                    : Task.CompletedTask;
            },
            CancellationToken.None);

    public void Dispose() => _turn.Dispose();

    private async Task InTurnAsync(Func<Task> send, CancellationToken cancelled)
    {
        await _turn.WaitAsync(cancelled);
        try
        {
            await send();
        }
        catch (Exception exception) when (IsGone(exception))
        {
            abort();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whether it says that the client cannot be reached, which is nobody's fault here.</summary>
    public static bool IsGone(Exception exception)
        => exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;
}
