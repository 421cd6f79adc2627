using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Access;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>Somebody whose tokens a server in Production accepts, by a key in its settings.</summary>
internal sealed class Issuer
{
    public const string Name = "https://login.example";

    public byte[] Secret { get; } = RandomNumberGenerator.GetBytes(64);

    public string[] Settings => ProductionTests.Key(Name, Secret);

    public Task<RunningServer> StartAsync(params string[] settings)
        => RunningServer.StartAsync("Production", [.. Settings, .. settings]);

    public string Token(Role role = Role.Analyst, string subject = "anna")
        => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = LocalTokens.Audience,
            Expires = DateTime.UtcNow.AddMinutes(30),
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["role"] = role.ToString() },
            SigningCredentials = new(new SymmetricSecurityKey(Secret), SecurityAlgorithms.HmacSha256),
        });
}
