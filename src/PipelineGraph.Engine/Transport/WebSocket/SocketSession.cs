using GraphQL;
using Microsoft.AspNetCore.Http;
using PipelineGraph.Engine.Audit;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>What messages mean: the state of `graphql-transport-ws` on one connection.</summary>
internal sealed class SocketSession : IAsyncDisposable
{
    private readonly SocketServices _services;
    private readonly HttpContext _handshake;
    private readonly ConnectionPlace _place;
    private readonly SocketSender _sender;
    private readonly SocketOperations _operations;
    private readonly SocketTimers _timers;
    private SocketCaller? _caller;
    private bool _isInitialised;

    /// <param name="close">Ends the connection with a reason.</param>
    /// <param name="abort">Ends it without.</param>
    public SocketSession(SocketServices services, HttpContext handshake, ConnectionPlace place, SocketSender sender,
        Action<CloseReason> close, Action abort)
    {
        (_services, _handshake, _place, _sender) = (services, handshake, place, sender);
        _timers = new SocketTimers(services.Limits, services.Time, sender, () => _operations!.Cursor, close, abort);
        _operations = new SocketOperations(services.Limits.OperationsPerConnection,
            (operation, free) => services.Execution.RunAsync(
                operation, _caller!, new SocketAnswer(operation.Id, sender, free, () => close(CloseReason.TooSlow))));
    }

    /// <exception cref="ProtocolException">It is not what a client may say now.</exception>
    public Task TakeAsync(ReadOnlyMemory<byte> json)
    {
        _timers.Hear();
        var message = ClientMessage.Read(json);
        return message.Type switch
        {
            "connection_init" => InitialiseAsync(message.Payload),
            "ping" => PongAsync(message.Payload),
            "subscribe" => SubscribeAsync(message.Id, message.Payload),
            "complete" => _operations.CancelAsync(message.Id),
            _ => Task.CompletedTask,   // a pong was heard, and says no more
        };
    }

    /// <summary>Cancels all operations.</summary>
    public Task CancelAsync() => _operations.CancelAllAsync();

    /// <summary>Cancels subscriptions, and whichever should be started later.</summary>
    public Task EndStreamsAsync() => _operations.EndStreamsAsync();

    /// <summary>Completes when no operation runs that runs now.</summary>
    public Task IdleAsync() => _operations.EndedAsync();

    /// <summary>Waits for what runs; no message may be taken any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _operations.EndedAsync();
        _operations.Dispose();
        await _timers.DisposeAsync();
    }

    private async Task InitialiseAsync(ReadOnlyMemory<byte> payload)
    {
        if (_isInitialised) throw new ProtocolException(CloseReason.SecondInit);

        _isInitialised = true;
        _timers.StopInitWait();
        var given = ReadPayload(payload);
        if (given.Keys.Concat(SocketSignIn.Headers(given).Keys).Any(IdempotencyHeader.IsName))
            throw Malformed(IdempotencyErrors.NotOnSockets());
        _caller = await _services.SignIn.FindAsync(given, _handshake)
            ?? throw Refused(RequestErrors.NotAuthenticated(), CloseReason.NoToken);
        if (_place.Assign(_caller.User, _handshake.Connection.RemoteIpAddress) is { } tooMany)
            throw Refused(tooMany, CloseReason.TooMany);

        _timers.StartHeartbeat();
        if (_caller.ExpiresAt is { } end) _timers.StartExpiry(end);
        await _sender.SendAsync(ServerMessage.Ack);
    }

    private async Task PongAsync(ReadOnlyMemory<byte> payload)
    {
        using var pong = ServerMessage.Pong(payload);
        await _sender.SendAsync(pong.WrittenMemory);
    }

    private async Task SubscribeAsync(string id, ReadOnlyMemory<byte> payload)
    {
        if (_caller is null) throw new ProtocolException(CloseReason.SubscribedTooEarly);

        _operations.CheckIsFree(id);
        if (await StartAsync(id, payload) is not { } refused) return;

        Note(refused);
        using var error = ServerMessage.Error(id, [refused]);
        await _sender.SendAsync(error.WrittenMemory);
    }

    /// <returns>Why the operation was not started, or null.</returns>
    private async Task<ExecutionError?> StartAsync(string id, ReadOnlyMemory<byte> payload)
    {
        GraphQLRequest request;
        try
        {
            request = RequestReader.Read(payload.Span, _services.Limits);
        }
        catch (LimitExceededError refused)
        {
            return refused;
        }
        catch (ExecutionError malformed)
        {
            throw Malformed(malformed);
        }

        if (request is { Query: null, HasDocument: false }) throw Malformed(RequestErrors.NoQuery());
        if (IdempotencyHeader.IsNamedIn(payload.Span, request.Extensions)) return IdempotencyErrors.NotOnSockets();
        return await _operations.StartAsync(id, request);
    }

    private ProtocolException Refused(ExecutionError error, CloseReason reason)
    {
        Note(error);
        return new ProtocolException(reason);
    }

    private void Note(ExecutionError refused)
    {
        var call = RefusedCall.Of(_handshake, RefusedCall.WebSocket);
        _services.Audit.Note([refused], _caller is null ? call : call with { User = _caller.User });
    }

    private Inputs ReadPayload(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return payload.IsEmpty ? Inputs.Empty
                : RequestReader.ReadInputs("payload", payload.Span, _services.Limits) ?? Inputs.Empty;
        }
        catch (ExecutionError malformed)
        {
            throw Malformed(malformed);
        }
    }

    private static ProtocolException Malformed(ExecutionError error) => new(CloseReason.Malformed(error.Message));
}
