using GraphQL;
using Microsoft.AspNetCore.Http;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Transport.Sse;

/// <summary>
/// One subscription over an event stream. It ends without `complete`, so that clients come back; only a refusal
/// completes it.
/// </summary>
internal sealed class SseConnection : LastingConnection
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);   // .NET has no longer timer

    private readonly HttpContext _context;
    private readonly EventStreams _streams;
    private readonly OpenedStream _stream;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _ending;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PeriodicTimer _beat;
    private readonly ITimer? _expiry;

    /// <param name="expiresAt">When the token ends, clocks' difference not counted; null when it does not.</param>
    public SseConnection(HttpContext context, EventStreams streams, OpenedStream stream, LimitOptions limits,
        TimeProvider time, DateTimeOffset? expiresAt)
    {
        (_context, _streams, _stream) = (context, streams, stream);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        _beat = new PeriodicTimer(limits.PingPeriod, time);
        if (expiresAt is not { } end) return;

        var left = Math.Clamp((end - time.GetUtcNow() + limits.ClockSkew).Ticks, 0, Longest.Ticks);
        _expiry = time.CreateTimer(_ => End(), null, TimeSpan.FromTicks(left), Timeout.InfiniteTimeSpan);
    }

    public override async Task RunAsync()
    {
        await CommentAsync();
        var beating = BeatAsync();
        try
        {
            await _streams.RunAsync(_stream, new Sink(this), _ending.Token);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The client, the token or the server has ended it.
        }
        catch (ExecutionError refused)
        {
            await RefuseAsync(refused);
        }
        finally
        {
            _beat.Dispose();
            await beating;
        }
    }

    public override Task LeaveAsync()
    {
        End();
        return _ended.Task;
    }

    /// <summary>Waits for the event that is being written.</summary>
    public override async ValueTask DisposeAsync()
    {
        _beat.Dispose();
        if (_expiry is not null) await _expiry.DisposeAsync();
        await _turn.WaitAsync();
        _ended.SetResult();
        lock (_ended) _ending.Dispose();
    }

    private void End()
    {
        lock (_ended)
        {
            if (!_ended.Task.IsCompleted) _ = _ending.CancelAsync();
        }
    }

    private async Task BeatAsync()
    {
        while (await _beat.WaitForNextTickAsync()) await CommentAsync();
    }

    private Task CommentAsync() => WriteAsync(SseMessage.Comment(_stream.Feed.CursorOf(_stream.SentThrough)));

    private async Task RefuseAsync(ExecutionError refused)
    {
        using var response = GraphQLResponse.Refused(refused);
        using var result = new PooledBuffer();
        response.Write(result);
        using var message = SseMessage.Next(id: null, result.Written);
        message.Add(SseMessage.Complete);
        await WriteAsync(message.WrittenMemory);
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> message)
    {
        await _turn.WaitAsync();
        try
        {
            await _context.Response.BodyWriter.WriteAsync(message, _context.RequestAborted);
        }
        catch (OperationCanceledException) when (_context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; the stream ends by the same token.
        }
        finally
        {
            _turn.Release();
        }
    }

    private sealed class Sink(SseConnection connection) : EventSink
    {
        public override async Task SendAsync(EventMessage message, CancellationToken cancelled)
        {
            cancelled.ThrowIfCancellationRequested();
            using var written = SseMessage.Next(
                connection._stream.Feed.CursorOf(message.Position), message.Payload.Span);
            await connection.WriteAsync(written.WrittenMemory);
        }

        public override void Cut() => connection._context.Abort();
    }
}
