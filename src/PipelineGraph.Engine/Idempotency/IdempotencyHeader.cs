using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace PipelineGraph.Engine.Idempotency;

/// <summary>The header by which a client makes sure that a repeated request has one effect.</summary>
internal static class IdempotencyHeader
{
    internal const string Name = "Idempotency-Key";
    internal const string Replayed = "Idempotency-Replayed";
    internal const int MaxLength = 255;   // characters

    /// <summary>The key of a request, for the caller whom the token names; null without the header.</summary>
    /// <param name="body">The body as sent; null when the request has none.</param>
    /// <exception cref="GraphQL.ExecutionError">The header is malformed, or the request is no POST.</exception>
    internal static IdempotencyClaim? Claim(HttpContext context, ReadOnlySpan<byte> body)
    {
        if (!context.Request.Headers.TryGetValue(Name, out var keys)) return null;
        if (!HttpMethods.IsPost(context.Request.Method)) throw IdempotencyErrors.NotOneMutation();
        if (keys is not [{ Length: > 0 and <= MaxLength } key] || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw IdempotencyErrors.Malformed();

        return new IdempotencyClaim(context.User.FindFirst("sub")?.Value ?? "", key, SHA256.HashData(body));
    }
}
