using Microsoft.AspNetCore.Http;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Idempotency;

namespace PipelineGraph.Engine.Transport.Http;

/// <summary>Answers requests that carry an `Idempotency-Key`.</summary>
/// <param name="store">Null when the host keeps no keys.</param>
internal sealed class IdempotentHttp(GraphQLExecutor executor, IdempotencyStore? store, TimeProvider clock)
{
    private const string RetryAfter = "1";   // seconds

    private readonly IdempotentExecution? _execution = store is null ? null : new(executor, store, clock);

    internal async Task AnswerAsync(
        HttpContext context, ResponseFormat format, PreparedRequest prepared, IdempotencyClaim claim)
    {
        if (_execution is null || !RootFields.IsOneMutation(prepared))
        {
            var refusal = _execution is null ? IdempotencyErrors.NotKept() : IdempotencyErrors.NotOneMutation();
            await HttpResponseWriter.WriteAsync(context, format, StatusCodes.Status400BadRequest, refusal);
            return;
        }

        await SendAsync(context, format, await _execution.AnswerAsync(
            prepared, claim, context.User, context.RequestServices, context.RequestAborted));
    }

    private static async Task SendAsync(HttpContext context, ResponseFormat format, IdempotentAnswer answer)
    {
        switch (answer)
        {
            case IdempotentAnswer.Kept kept:
                if (kept.IsReplay) context.Response.Headers[IdempotencyHeader.Replayed] = "true";
                await HttpResponseWriter.WriteAsync(context, format, kept.Body);
                break;
            case IdempotentAnswer.Released released:
                using (released.Response) await HttpResponseWriter.WriteAsync(context, format, released.Response);
                break;
            case IdempotentAnswer.Refused refused:
                if (refused.Status == StatusCodes.Status409Conflict) context.Response.Headers.RetryAfter = RetryAfter;
                await HttpResponseWriter.WriteAsync(context, format, refused.Status, refused.Error);
                break;
        }
    }
}
