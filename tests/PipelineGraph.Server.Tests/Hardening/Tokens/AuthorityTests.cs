using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace PipelineGraph.Server.Tests.Hardening.Tokens;

/// <summary>A server in Production that takes the keys of an OpenID Connect authority.</summary>
public sealed class AuthorityTests : IAsyncLifetime
{
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private Authority _authority = null!;
    private RunningServer _server = null!;

    private SigningParty Rsa => SigningParty.Of(_rsa, "rsa-1");

    private SigningParty Curve => SigningParty.Of(_curve, "ec-1");

    public async Task InitializeAsync()
    {
        _authority = await Authority.StartAsync();
        _authority.Publish("rsa-1", new RsaSecurityKey(_rsa));
        _authority.Publish("ec-1", new ECDsaSecurityKey(_curve));
        _server = await RunningServer.StartAsync("Production", _authority.Settings);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _authority.DisposeAsync();
        _rsa.Dispose();
        _curve.Dispose();
    }

    [Fact]
    public async Task Right_tokens_of_each_key_are_accepted()
    {
        foreach (var signer in new[] { Rsa, Curve })
        {
            Assert.Equal(HttpStatusCode.OK, await _server.OverHttpAsync(signer.Token()));
            Assert.Equal(0, await _server.OverSocketAsync(signer.Token()));
        }
    }

    [Theory]
    [InlineData("rsa-1")]
    [InlineData("ec-1")]
    public async Task Faulty_tokens_are_refused_by_both_transports_and_nobody_else_is_asked_for_keys(string key)
    {
        var signer = key == "rsa-1" ? Rsa : Curve;

        var wrong = await _server.AcceptedAsync(FaultyTokens.All(signer, _authority.Address));

        Assert.Empty(wrong);
        Assert.Empty(_authority.Strange);
        Assert.Equal(HttpStatusCode.OK, await _server.OverHttpAsync(signer.Token()));
        Assert.InRange(_authority.KeysAsked, 1, 2);   // unknown ids do not make the server ask for each
    }

    [Fact]
    public async Task Public_key_is_no_secret_to_sign_with()
    {
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_rsa.ExportParameters(false)));
        var curve = _curve.ExportParameters(false);
        var secrets = new Dictionary<string, byte[]>
        {
            ["PEM"] = Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem()),
            ["PEM and a line break"] = Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem() + "\n"),
            ["PEM of PKCS 1"] = Encoding.ASCII.GetBytes(_rsa.ExportRSAPublicKeyPem()),
            ["DER"] = _rsa.ExportSubjectPublicKeyInfo(),
            ["DER of PKCS 1"] = _rsa.ExportRSAPublicKey(),
            ["DER in base64"] = Encoding.ASCII.GetBytes(Convert.ToBase64String(_rsa.ExportSubjectPublicKeyInfo())),
            ["modulus"] = Base64UrlEncoder.DecodeBytes(jwk.N),
            ["modulus as text"] = Encoding.ASCII.GetBytes(jwk.N),
            ["PEM of the curve"] = Encoding.ASCII.GetBytes(_curve.ExportSubjectPublicKeyInfoPem()),
            ["point of the curve"] = [.. curve.Q.X!, .. curve.Q.Y!],
            ["nothing"] = [],
        };
        var tokens = new Dictionary<string, string>();
        foreach (var (name, secret) in secrets)
        {
            foreach (var algorithm in (string[])["HS256", "HS384", "HS512"])
            {
                foreach (var keyId in (string[])["rsa-1", "ec-1", ""])
                    tokens[$"{name} {algorithm} {keyId}"] = SigningParty.Hmac(secret, algorithm, keyId).Token();
            }
        }

        var wrong = await _server.AcceptedAsync(tokens);

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Key_of_one_kind_under_the_id_of_the_other_is_refused()
    {
        var wrong = await _server.AcceptedAsync(new()
        {
            ["RSA as curve"] = Rsa.Token(header: header => header["kid"] = "ec-1"),
            ["curve as RSA"] = Curve.Token(header: header => header["kid"] = "rsa-1"),
            ["RS256 called ES256"] = Rsa.Token(header: header => header["alg"] = "ES256"),
            ["signature in DER"] = Der(),
        });

        // Its kid is a hint: the library tries all keys, and the right one may be among them.
        Assert.All(wrong, text => Assert.EndsWith(": 200, 0", text, StringComparison.Ordinal));
        Assert.DoesNotContain(wrong, text => text.StartsWith("RS256", StringComparison.Ordinal)
            || text.StartsWith("signature", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_its_authority_a_server_refuses_and_does_not_fail()
    {
        await using var alone = await RunningServer.StartAsync("Production", [.. _authority.Settings,
            $"--{PipelineGraph.Server.Access.BearerAuthentication.Section}:Authority=http://127.0.0.1:9"]);

        Assert.Equal(HttpStatusCode.Unauthorized, await alone.OverHttpAsync(Rsa.Token()));
        Assert.Equal(4403, await alone.OverSocketAsync(Rsa.Token()));
    }

    private string Der()
    {
        var parts = Curve.Token().Split('.');
        var signature = _curve.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence);
        return $"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(signature)}";
    }
}
