using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GraphQL;
using Microsoft.AspNetCore.Http;
using PipelineGraph.Engine.Transport;
using PipelineGraph.Engine.Transport.Http;

namespace PipelineGraph.Engine.Idempotency;

/// <summary>The header by which a client makes sure that a repeated request has one effect.</summary>
internal static class IdempotencyHeader
{
    internal const string Name = "Idempotency-Key";
    internal const string Replayed = "Idempotency-Replayed";
    internal const int MaxLength = 255;   // characters

    /// <summary>The key of a request, for the caller whom the token names; null without the header.</summary>
    /// <param name="body">The body as sent; null when the request has none.</param>
    /// <exception cref="ExecutionError">The header is malformed, or the request is no POST.</exception>
    internal static IdempotencyClaim? Claim(HttpContext context, ReadOnlySpan<byte> body)
    {
        if (!context.Request.Headers.TryGetValue(Name, out var keys)) return null;
        if (!HttpMethods.IsPost(context.Request.Method)) throw IdempotencyErrors.NotOneMutation();
        if (keys is not [{ Length: > 0 and <= MaxLength } key] || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw IdempotencyErrors.Malformed();

        return new IdempotencyClaim(context.User.FindFirst("sub")?.Value ?? "", key, Fingerprint(context, body));
    }

    /// <summary>What makes two requests the same: the body, and the document where the address names it.</summary>
    private static byte[] Fingerprint(HttpContext context, ReadOnlySpan<byte> body)
    {
        if (!context.NamesDocument()) return SHA256.HashData(body);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(context.Request.Path.Value + "\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    /// <summary>Whether a key of a JSON object is the header's name, as clients may spell it there.</summary>
    internal static bool IsName(string key)
        => key.Replace("-", "").Replace("_", "").Equals("IdempotencyKey", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a request that came without headers asks to be run once.</summary>
    /// <param name="request">A JSON object that could be read.</param>
    internal static bool IsNamedIn(ReadOnlySpan<byte> request, Inputs? extensions)
    {
        if (extensions?.Keys.Any(IsName) is true) return true;

        var reader = new Utf8JsonReader(request, RequestReader.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (IsName(reader.GetString()!)) return true;
            reader.Skip();
        }

        return false;
    }
}
