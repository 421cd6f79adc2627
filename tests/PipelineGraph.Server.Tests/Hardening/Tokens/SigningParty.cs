using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace PipelineGraph.Server.Tests.Hardening.Tokens;

/// <summary>A key, and tokens written by hand with it, right ones and any others.</summary>
internal sealed class SigningParty(string algorithm, string keyId, Func<byte[], byte[]> sign)
{
    public string KeyId => keyId;

    public static SigningParty Hmac(byte[] secret, string algorithm = "HS256", string keyId = "")
        => new(algorithm, keyId, algorithm switch
        {
            "HS384" => text => HMACSHA384.HashData(secret, text),
            "HS512" => text => HMACSHA512.HashData(secret, text),
            _ => text => HMACSHA256.HashData(secret, text),
        });

    public static SigningParty Of(RSA key, string keyId) => new("RS256", keyId,
        text => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static SigningParty Of(ECDsa key, string keyId) => new("ES256", keyId,
        text => key.SignData(text, HashAlgorithmName.SHA256));

    /// <summary>The header of a token that is accepted.</summary>
    public JsonObject Header => keyId.Length == 0
        ? new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" }
        : new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = keyId };

    /// <summary>The claims of a token that is accepted.</summary>
    public static JsonObject Claims => new()
    {
        ["iss"] = Issuer.Name,
        ["aud"] = "pipelinegraph",
        ["sub"] = "anna",
        ["role"] = "analyst",
        ["exp"] = Seconds(300),
    };

    /// <summary>Time from now on, as tokens write it.</summary>
    public static long Seconds(int fromNow) => DateTimeOffset.UtcNow.ToUnixTimeSeconds() + fromNow;

    /// <summary>A token that is right but for what is changed of it.</summary>
    public string Token(Action<JsonObject>? claims = null, Action<JsonObject>? header = null)
    {
        var (head, body) = (Header, Claims);
        header?.Invoke(head);
        claims?.Invoke(body);
        return Raw(head.ToJsonString(), body.ToJsonString());
    }

    /// <summary>Signs any two texts.</summary>
    public string Raw(string header, string payload)
    {
        var text = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}";
        return $"{text}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }
}
