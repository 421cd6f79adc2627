using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>Where the messages of one operation go.</summary>
/// <param name="free">Called before the last message, after which the client may use the id again.</param>
/// <param name="cut">Ends the connection of a client that does not keep up.</param>
internal sealed class SocketAnswer(string id, SocketSender sender, Action free, Action cut) : EventSink
{
    public string Id => id;

    /// <summary>Sends what is not the last message.</summary>
    public async Task SendAsync(PooledBuffer message, CancellationToken cancelled)
    {
        using (message) await sender.SendAsync(message.WrittenMemory, cancelled);
    }

    public override Task SendAsync(EventMessage message, CancellationToken cancelled)
        => SendAsync(ServerMessage.Next(id, message.Payload), cancelled);

    /// <summary>Sends the last message.</summary>
    public Task EndAsync(PooledBuffer message, CancellationToken cancelled)
    {
        free();
        return SendAsync(message, cancelled);
    }

    public override void Cut() => cut();
}
