using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PipelineGraph.Server.Access;

/// <summary>What is asked of a token whose signature, issuer, audience and lifetime are right.</summary>
internal static class TokenRules
{
    private const int LongestSubject = 255;   // OpenID Connect Core, section 2
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <returns>Why it is refused, or null.</returns>
    public static string? FaultOf(SecurityToken token)
    {
        if (token is not JsonWebToken read) return "It is no JSON web token.";
        if (read.TryGetHeaderValue<object>("crit", out _)) return "It demands extensions that nobody here knows.";

        try
        {
            // Of a name that occurs twice one reader takes the first value, another the last (RFC 7519, section 4).
            using var header = Parse(read.EncodedHeader);
            using var claims = Parse(read.EncodedPayload);
            return IsSubject(claims.RootElement) ? null : "It needs a subject, a text of at most 255 characters.";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "A name occurs twice, or it is no proper text.";   // half a character of UTF-16
        }
    }

    private static bool IsSubject(JsonElement claims)
        => claims.TryGetProperty(Claim.Subject, out var subject) && subject.ValueKind is JsonValueKind.String
            && subject.GetString() is { Length: > 0 and <= LongestSubject } text && !text.Any(char.IsControl);

    private static JsonDocument Parse(string part) => JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(part), Strict);
}
