using GraphQL;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PipelineGraph.Engine.Audit;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Transport.Http;

namespace PipelineGraph.Engine.Transport.Sse;

/// <summary>GraphQL over server-sent events, one connection for each operation.</summary>
/// <param name="streams">Null when the schema has no subscriptions.</param>
internal sealed class SseHandler(
    GraphQLExecutor executor, EventStreams? streams, OpenConnections open, ConnectionPlaces places,
    LimitOptions limits, TimeProvider time)
{
    private const string LastEventId = "Last-Event-ID";

    public Task HandleAsync(HttpContext context, PreparedRequest prepared)
    {
        if (prepared.Operation?.Operation is OperationType.Subscription)
            return places.TryTake(context, out var refused) is { } place ? FollowAsync(context, prepared, place) : refused;

        Begin(context);
        return AnswerAsync(context, prepared);
    }

    private async Task FollowAsync(HttpContext context, PreparedRequest prepared, ConnectionPlace place)
    {
        using var taken = place;
        Begin(context);
        if (streams is null)
        {
            await RefuseAsync(context, [RequestErrors.KindNotAllowed()]);
            return;
        }

        var lastEventId = context.Request.Headers[LastEventId] is [{ Length: > 0 } last] ? last : null;
        var (errors, stream) = await streams.OpenAsync(prepared, context.User, lastEventId, context.RequestAborted);
        if (stream is null) await RefuseAsync(context, errors);
        else await open.RunAsync(new SseConnection(context, streams, stream, limits, time, ExpiryOf(context)));
    }

    private async Task AnswerAsync(HttpContext context, PreparedRequest prepared)
    {
        using var response = await executor.ExecuteAsync(
            prepared, context.User, context.RequestServices, context.RequestAborted);
        await WriteAsync(context, response);
    }

    private static async Task RefuseAsync(HttpContext context, IEnumerable<ExecutionError> errors)
    {
        using var response = GraphQLResponse.Refused(errors);
        await WriteAsync(context, response);
    }

    private static async Task WriteAsync(HttpContext context, GraphQLResponse response)
    {
        HttpResponseWriter.Audit(context, response, RefusedCall.Sse);
        using var result = new PooledBuffer();
        response.Write(result);
        using var message = SseMessage.Next(id: null, result.Written);
        message.Add(SseMessage.Complete);
        await context.Response.BodyWriter.WriteAsync(message.WrittenMemory, context.RequestAborted);
    }

    private static void Begin(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = ResponseFormat.EventStream.MediaType();
        context.Response.Headers.CacheControl = "no-store, no-transform";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private static DateTimeOffset? ExpiryOf(HttpContext context)
        => context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
}
