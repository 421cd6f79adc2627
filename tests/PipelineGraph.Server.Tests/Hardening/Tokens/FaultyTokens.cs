using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using static PipelineGraph.Server.Tests.Hardening.Tokens.SigningParty;

namespace PipelineGraph.Server.Tests.Hardening.Tokens;

/// <summary>Tokens that nobody may accept, by what is wrong with them; each is right but for that.</summary>
internal static class FaultyTokens
{
    private static readonly byte[] Attackers = RandomNumberGenerator.GetBytes(64);

    /// <param name="signer">Somebody whose right tokens are accepted.</param>
    /// <param name="probe">An address at which nobody may ask.</param>
    public static Dictionary<string, string> All(SigningParty signer, string probe)
    {
        var all = new Dictionary<string, string>();
        AddAlgorithms(all, signer);
        AddClaims(all, signer);
        AddTimes(all, signer);
        AddTampered(all, signer);
        AddDoubles(all, signer);
        AddKeys(all, signer, probe);
        AddForms(all, signer);
        return all;
    }

    private static void AddAlgorithms(Dictionary<string, string> all, SigningParty signer)
    {
        foreach (var none in (string[])["none", "None", "NONE", "nOnE", " none", ""])
        {
            var token = signer.Token(header: header => header["alg"] = none);
            all[$"alg '{none}' with a signature"] = token;
            all[$"alg '{none}' without"] = token[..(token.LastIndexOf('.') + 1)];
        }

        all["alg missing"] = signer.Token(header: header => header.Remove("alg"));
        all["alg null"] = signer.Token(header: header => header["alg"] = null);
        all["alg as list"] = signer.Token(header: header => header["alg"] = new JsonArray("none"));
        all["alg in other case"] = signer.Token(
            header: header => header["alg"] = ((string)header["alg"]!).ToLowerInvariant());
        all["alg with a space"] = signer.Token(header: header => header["alg"] = (string)header["alg"]! + " ");
        foreach (var other in (string[])["HS1", "RS1", "HS512", "RS384", "PS256", "ES384", "EdDSA", "A128KW", "dir"])
            all[$"alg {other} with another's signature"] = signer.Token(header: header => header["alg"] = other);
    }

    private static void AddClaims(Dictionary<string, string> all, SigningParty signer)
    {
        all["another issuer"] = signer.Token(claims => claims["iss"] = "https://evil.example");
        all["issuer with a slash"] = signer.Token(claims => claims["iss"] = Issuer.Name + "/");
        all["no issuer"] = signer.Token(claims => claims.Remove("iss"));
        all["another audience"] = signer.Token(claims => claims["aud"] = "other");
        all["audience in other case"] = signer.Token(claims => claims["aud"] = "PipelineGraph");
        all["no audience"] = signer.Token(claims => claims.Remove("aud"));
        all["empty audiences"] = signer.Token(claims => claims["aud"] = new JsonArray());
        all["no subject"] = signer.Token(claims => claims.Remove("sub"));
        all["empty subject"] = signer.Token(claims => claims["sub"] = "");
        all["subject null"] = signer.Token(claims => claims["sub"] = null);
        all["subject a number"] = signer.Token(claims => claims["sub"] = 7);
        all["subject a list"] = signer.Token(claims => claims["sub"] = new JsonArray("anna", "bert"));
        all["subject an object"] = signer.Token(claims => claims["sub"] = new JsonObject { ["sub"] = "anna" });
        all["subject too long"] = signer.Token(claims => claims["sub"] = new string('a', 256));
        all["subject with a line break"] = signer.Token(claims => claims["sub"] = "anna\nadmin");
        all["subject with half a character"] = signer.Raw(signer.Header.ToJsonString(),
            Claims.ToJsonString().Replace("\"anna\"", "\"\\ud800\"", StringComparison.Ordinal));
        all["subject with NUL"] = signer.Token(claims => claims["sub"] = "anna\0");
    }

    private static void AddTimes(Dictionary<string, string> all, SigningParty signer)
    {
        all["expired 31 seconds ago"] = signer.Token(claims => claims["exp"] = Seconds(-31));
        all["expired long ago"] = signer.Token(claims => claims["exp"] = 1);
        all["not yet valid"] = signer.Token(claims => claims["nbf"] = Seconds(45));
        all["never expires"] = signer.Token(claims => claims.Remove("exp"));
        all["valid before its start"] = signer.Token(claims => claims["nbf"] = Seconds(900));
        var endless = Claims;
        endless.Remove("exp");
        foreach (var strange in (string[])["null", "\"\"", "\"never\"", "[]", "{}", "true", "-1", "-1e300", "0"])
            all[$"exp {strange}"] = signer.Raw(signer.Header.ToJsonString(), With(endless, $"\"exp\":{strange}"));
        foreach (var late in (string[])["99999999999999999999", "1e300", "9223372036854775807", "253402300800"])
            all[$"nbf {late}"] = signer.Raw(signer.Header.ToJsonString(), With(Claims, $"\"nbf\":{late}"));
    }

    private static void AddTampered(Dictionary<string, string> all, SigningParty signer)
    {
        var parts = signer.Token().Split('.');
        var more = Base64UrlEncoder.Encode(
            Claims.ToJsonString().Replace("analyst", "admin", StringComparison.Ordinal));
        var head = Base64UrlEncoder.Encode(signer.Header.ToJsonString() + " ");
        all["payload changed"] = $"{parts[0]}.{more}.{parts[2]}";
        all["header changed"] = $"{head}.{parts[1]}.{parts[2]}";
        all["signature changed"] = $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}";
        all["signature cut"] = $"{parts[0]}.{parts[1]}.{parts[2][..20]}";
        all["signature of zeros"] = $"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(new byte[64])}";
        var other = signer.Token(claims => claims["sub"] = "b").Split('.');
        all["signature of another token"] = $"{parts[0]}.{parts[1]}.{other[2]}";
    }

    private static void AddDoubles(Dictionary<string, string> all, SigningParty signer)
    {
        var header = signer.Header.ToJsonString();
        foreach (var twice in (string[])[
            "\"sub\":\"bert\"", "\"exp\":9999999999", "\"role\":\"admin\"", "\"aud\":\"pipelinegraph\"",
            "\"iss\":\"x\""])
        {
            all[$"twice, last {twice}"] = signer.Raw(header, With(Claims, twice));
            all[$"twice, first {twice}"] = signer.Raw(header, $"{{{twice}," + Claims.ToJsonString()[1..]);
        }

        all["header twice"] = signer.Raw("{\"alg\":\"none\"," + header[1..], Claims.ToJsonString());
        all["kid twice"] = signer.Raw(With(signer.Header, "\"kid\":\"x\",\"kid\":\"y\""), Claims.ToJsonString());
    }

    private static void AddKeys(Dictionary<string, string> all, SigningParty signer, string probe)
    {
        var attacker = Hmac(Attackers);
        using var own = RSA.Create(2048);
        var rsa = Of(own, signer.KeyId);
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(own.ExportParameters(false)));
        var published = new JsonObject { ["kty"] = "RSA", ["n"] = jwk.N, ["e"] = jwk.E, ["kid"] = signer.KeyId };

        all["key of nobody"] = attacker.Token();
        all["key of nobody, under a known id"] = attacker.Token(header: header => header["kid"] = signer.KeyId);
        all["jwk"] = rsa.Token(header: header => header["jwk"] = published);
        all["jku"] = rsa.Token(header: header => header["jku"] = probe + "/jwks");
        all["x5u"] = rsa.Token(header: header => header["x5u"] = probe + "/cert");
        all["x5c"] = rsa.Token(
            header: header => header["x5c"] = new JsonArray(Convert.ToBase64String(own.ExportSubjectPublicKeyInfo())));
        foreach (var kid in (string[])[
            "../../../../dev/null", "' OR '1'='1", "unknown", "file:///etc/passwd", probe + "/key", "a\r\nb", "\0"])
        {
            all[$"kid {kid.ReplaceLineEndings("")}"] = attacker.Token(header: header => header["kid"] = kid);
            all[$"empty key, kid {kid.ReplaceLineEndings("")}"] = Hmac([]).Token(header: header => header["kid"] = kid);
        }

        all["kid very long"] = attacker.Token(header: header => header["kid"] = new string('k', 12_000));
        all["kid a number"] = attacker.Token(header: header => header["kid"] = 1);
        all["kid an object"] = attacker.Token(header: header => header["kid"] = new JsonObject { ["a"] = 1 });
        all["kid a list"] = attacker.Token(header: header => header["kid"] = new JsonArray(signer.KeyId));
    }

    private static void AddForms(Dictionary<string, string> all, SigningParty signer)
    {
        var token = signer.Token();
        var parts = token.Split('.');
        all["crit"] = signer.Token(header: header => header["crit"] = new JsonArray("exp"));
        all["crit with b64"] = signer.Token(
            header: header => (header["crit"], header["b64"]) = (new JsonArray("b64"), false));
        all["nested"] = signer.Raw("{\"cty\":\"JWT\"," + signer.Header.ToJsonString()[1..], token);
        all["payload no object"] = signer.Raw(signer.Header.ToJsonString(), "[1]");
        all["payload a text"] = signer.Raw(signer.Header.ToJsonString(), "\"anna\"");
        all["payload no JSON"] = signer.Raw(signer.Header.ToJsonString(), "{");
        all["payload nested deeply"] = signer.Raw(signer.Header.ToJsonString(),
            With(Claims, "\"x\":" + new string('[', 2_000) + new string(']', 2_000)));
        all["header no JSON"] = signer.Raw("x", Claims.ToJsonString());
        all["encrypted"] = Base64UrlEncoder.Encode("""{"alg":"dir","enc":"A256GCM"}""")
            + $"..{parts[1]}.{parts[1]}.{parts[2]}";
        foreach (var text in (string[])[
            "", ".", "..", "...", "....", $"{parts[0]}..{parts[2]}", $".{parts[1]}.{parts[2]}",
            $"{parts[0]}.{parts[1]}", $"{parts[0]}.{parts[1]}.", token + ".", "." + token, token + "." + parts[2],
            "*.*.*", "null", "undefined", new string('.', 5_000), new string('A', 9_000)])
            all[$"text '{text[..Math.Min(text.Length, 12)]}' {text.Length}"] = text;
    }

    private static string With(JsonObject map, string more) => $"{map.ToJsonString()[..^1]},{more}}}";
}
