using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PipelineGraph.Server.Access;

/// <summary>Issues tokens signed with the local key: for a developer's shell, and for the IDE in Development.</summary>
internal sealed class LocalTokens(LocalKey key, IHostEnvironment environment, TimeProvider clock)
{
    public const string Issuer = "pipelinegraph-local";
    public const string Audience = "pipelinegraph";

    /// <summary>A token for one caller, valid from now on.</summary>
    /// <exception cref="OperatorException">This is Production, where nobody accepts such a token.</exception>
    public string Issue(Caller caller, TimeSpan lifetime)
    {
        if (environment.IsProduction())
            throw new OperatorException("Production issues no tokens: ask the configured authority for one.");

        var now = clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = Claims(caller),
            SigningCredentials = new(key.Key, SecurityAlgorithms.HmacSha256),
        });
    }

    private static Dictionary<string, object> Claims(Caller caller)
    {
        var claims = new Dictionary<string, object>
        {
            [Claim.Subject] = caller.Subject,
            [Claim.Role] = caller.Roles.Select(Claim.Word).ToArray(),
        };
        if (caller.Name is not null) claims[Claim.Name] = caller.Name;
        if (caller.Team is not null) claims[Claim.Team] = caller.Team;
        return claims;
    }
}
