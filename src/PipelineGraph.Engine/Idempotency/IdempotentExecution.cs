using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Idempotency;

/// <summary>Runs mutations that have an idempotency key: one effect, and the same answer to every request.</summary>
internal sealed class IdempotentExecution(GraphQLExecutor executor, IdempotencyStore store, TimeProvider clock)
{
    /// <summary>How long a request waits for the first one with its key.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int MostAttempts = 3;   // a key that others take again and again is in progress

    private readonly RunningKeys _running = new();

    private static IdempotentAnswer.Refused Reused
        => new(StatusCodes.Status422UnprocessableEntity, IdempotencyErrors.Reused());

    private static IdempotentAnswer.Refused InProgress
        => new(StatusCodes.Status409Conflict, IdempotencyErrors.Running());

    /// <param name="prepared">An operation with one mutation field.</param>
    /// <param name="services">The scope of the request.</param>
    internal async Task<IdempotentAnswer> AnswerAsync(PreparedRequest prepared, IdempotencyClaim claim,
        ClaimsPrincipal user, IServiceProvider services, CancellationToken cancelled)
    {
        var began = clock.GetTimestamp();
        for (var attempt = 0; attempt < MostAttempts;)
        {
            if (_running.TryBegin(claim, out var run))
            {
                using (run)
                {
                    attempt++;
                    if (await FirstAsync(prepared, claim, user, services, cancelled) is not { } answer) continue;
                    if (answer is IdempotentAnswer.Kept kept) run.Complete(kept.Body);
                    return answer;
                }
            }

            if (!run.BodyHash.AsSpan().SequenceEqual(claim.BodyHash)) return Reused;
            var patience = Patience - clock.GetElapsedTime(began);
            if (patience <= TimeSpan.Zero || !await EndsWithinAsync(run, patience, cancelled)) return InProgress;
            if (await run.Done is { } body) return new IdempotentAnswer.Kept(body, IsReplay: true);
        }

        return InProgress;
    }

    /// <summary>Answers as the only request with this key here; null when another server was faster.</summary>
    private async Task<IdempotentAnswer?> FirstAsync(PreparedRequest prepared, IdempotencyClaim claim,
        ClaimsPrincipal user, IServiceProvider services, CancellationToken cancelled)
    {
        var record = await store.FindAsync(claim.Caller, claim.Key, cancelled);
        if (record is not null && !record.BodyHash.AsSpan().SequenceEqual(claim.BodyHash)) return Reused;
        if (record?.Response is { } body) return new IdempotentAnswer.Kept(body, IsReplay: true);

        var run = new IdempotentRun(claim, store, record?.Outcome);
        var response = await executor.ExecuteAsync(prepared, user, services, run, cancelled);
        if (!run.IsTaken && !(run.IsCommitted && IsLasting(response))) return new IdempotentAnswer.Released(response);

        using (response)
        {
            return run.IsTaken ? null : new IdempotentAnswer.Kept(await KeepAsync(claim, response), record is not null);
        }
    }

    private async Task<byte[]> KeepAsync(IdempotencyClaim claim, GraphQLResponse response)
    {
        using var body = new PooledBuffer();
        response.Write(body);
        return await store.SaveResponseAsync(claim, body.WrittenMemory, CancellationToken.None);
    }

    /// <summary>Whether it may be said again: what went wrong by accident may go well the next time.</summary>
    private static bool IsLasting(GraphQLResponse response) => !response.IsTimeout && !response.IsRequestError
        && response.Result.Errors?.Any(UnexpectedErrors.IsMasked) is not true;

    private async Task<bool> EndsWithinAsync(RunningKeys.Run run, TimeSpan patience, CancellationToken cancelled)
    {
        try
        {
            await run.Done.WaitAsync(patience, clock, cancelled);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
