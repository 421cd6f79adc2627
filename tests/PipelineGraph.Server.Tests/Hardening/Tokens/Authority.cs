using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Hardening.Tokens;

/// <summary>An OpenID Connect authority on a loopback port: discovery and keys, which can be changed.</summary>
internal sealed class Authority : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, JsonWebKey> _keys = [];

    private Authority()
    {
        _app = WebApplication.CreateSlimBuilder(
            ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]).Build();
        _app.MapGet("/.well-known/openid-configuration",
            () => new { issuer = Issuer.Name, jwks_uri = $"{Address}/jwks" });
        _app.MapGet("/jwks", () =>
        {
            KeysAsked++;
            return new { keys = _keys.Values.Select(Shown) };
        });
        _app.MapFallback(context =>
        {
            Strange.Enqueue(context.Request.Path);
            return Task.CompletedTask;
        });
    }

    public string Address => _app.Urls.Single();

    /// <summary>How often its keys were asked for.</summary>
    public int KeysAsked { get; private set; }

    /// <summary>What else was asked for.</summary>
    public ConcurrentQueue<PathString> Strange { get; } = [];

    /// <summary>Settings of a server that trusts it.</summary>
    public string[] Settings =>
    [
        $"--{BearerAuthentication.Section}:Authority={Address}",
        $"--{BearerAuthentication.Section}:RequireHttpsMetadata=false",
        $"--{BearerAuthentication.Section}:ValidAudiences:0={LocalTokens.Audience}",
    ];

    public static async Task<Authority> StartAsync()
    {
        var authority = new Authority();
        await authority._app.StartAsync();
        return authority;
    }

    public void Publish(string keyId, AsymmetricSecurityKey key)
    {
        var shown = JsonWebKeyConverter.ConvertFromSecurityKey(key);
        shown.KeyId = keyId;
        _keys[keyId] = shown;
    }

    public void Withdraw(string keyId) => _keys.TryRemove(keyId, out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static object Shown(JsonWebKey key) => key.Kty == "RSA"
        ? new { kty = key.Kty, use = "sig", kid = key.KeyId, n = key.N, e = key.E }
        : new { kty = key.Kty, use = "sig", kid = key.KeyId, crv = key.Crv, x = key.X, y = key.Y };
}
