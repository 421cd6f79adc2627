using GraphQL;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Idempotency;

/// <summary>Why a request with an `Idempotency-Key` is not run.</summary>
public static class IdempotencyErrors
{
    /// <summary>The same key was used with another body; HTTP status 422.</summary>
    public const string KeyReused = "IDEMPOTENCY_KEY_REUSED";

    /// <summary>The first request with this key still runs; HTTP status 409.</summary>
    public const string InProgress = "IDEMPOTENCY_IN_PROGRESS";

    /// <summary>The header is malformed, or stands on a request that cannot have one; HTTP status 400.</summary>
    public const string KeyNotAllowed = "IDEMPOTENCY_KEY_NOT_ALLOWED";

    internal static ExecutionError Reused()
        => RequestErrors.Coded(KeyReused, "This idempotency key was used with another request body.");

    internal static ExecutionError Running()
        => RequestErrors.Coded(InProgress, "The first request with this idempotency key is still running.");

    internal static ExecutionError Malformed() => RequestErrors.Coded(KeyNotAllowed,
        $"The header `{IdempotencyHeader.Name}` takes one key of 1 to {IdempotencyHeader.MaxLength} visible ASCII"
            + " characters.");

    internal static ExecutionError NotOneMutation() => RequestErrors.Coded(KeyNotAllowed,
        $"The header `{IdempotencyHeader.Name}` needs a POST request whose operation has exactly one mutation field.");

    internal static ExecutionError NotOnSockets()
        => RequestErrors.Coded(KeyNotAllowed, "A WebSocket takes no idempotency key: send the mutation by HTTP.");

    internal static ExecutionError NotKept()
        => RequestErrors.Coded(KeyNotAllowed, "This server keeps no idempotency keys.");
}
