using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Server.Access;

/// <summary>Who may call: bearer tokens of the configured authority or keys, and, outside Production, of the local key.</summary>
internal static partial class BearerAuthentication
{
    public const string Section = "Authentication:Schemes:Bearer";

    private const int ShortestKeyBits = 256;

    /// <summary>How often the authority is asked for its keys; the library's own default is half a day.</summary>
    private static readonly TimeSpan KeysAreLookedUp = TimeSpan.FromHours(1);

    /// <summary>No others: neither "none" nor anything that a later library version may add.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.HmacSha256, SecurityAlgorithms.HmacSha384, SecurityAlgorithms.HmacSha512,
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static IServiceCollection AddBearerAuthentication(this IServiceCollection services)
    {
        services.AddSingleton(provider => LocalKey.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<LocalTokens>();
        // AddAuthentication brings data protection along; nothing here uses it, so it need not write keys at start.
        services.AddDataProtection().DisableAutomaticKeyGeneration();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IServiceProvider>((options, provider) => Restrict(options, provider))
            .PostConfigure(ForgetWithdrawnKeys);
        services.AddSingleton<IOptionsChangeTokenSource<JwtBearerOptions>, BearerReload>();
        return services;
    }

    /// <summary>Looks at the configuration once, before the first request does.</summary>
    /// <exception cref="OperatorException">Nobody could sign in, or a key is unusable.</exception>
    public static void Verify(IServiceProvider services)
    {
        var options = Read(services);
        Check(options);
        var rules = options.TokenValidationParameters;
        if (rules.ValidateAudience && rules.ValidAudience is null && rules.ValidAudiences?.Any() is not true)
            WarnOfMissingAudience(services.GetRequiredService<ILoggerFactory>().CreateLogger(Section), Section);
    }

    /// <exception cref="OperatorException">Nobody could sign in, or a key is unusable.</exception>
    public static void Check(JwtBearerOptions options)
    {
        var rules = options.TokenValidationParameters;
        if (rules.IssuerSigningKeys.FirstOrDefault(key => key.KeySize < ShortestKeyBits) is { } weak)
            throw new OperatorException($"A key of {Section}:SigningKeys has {weak.KeySize} bits; 256 is the least.");
        if (options.Authority is null && options.MetadataAddress is null && !rules.IssuerSigningKeys.Any())
            throw new OperatorException($"Nobody could sign in: set {Section}:Authority, or {Section}:ValidIssuers and "
                + $"{Section}:SigningKeys. The local key of the token command is not accepted in Production.");
    }

    private static JwtBearerOptions Read(IServiceProvider services)
    {
        try
        {
            return services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>()
                .Get(JwtBearerDefaults.AuthenticationScheme);
        }
        catch (Exception failure) when (failure is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new OperatorException($"{Section} is not usable: {failure.Message}", failure);
        }
    }

    private static void Restrict(JwtBearerOptions options, IServiceProvider services)
    {
        options.MapInboundClaims = false;
        options.AutomaticRefreshInterval = services.GetRequiredService<IConfiguration>()
            .GetValue($"{Section}:{nameof(options.AutomaticRefreshInterval)}", KeysAreLookedUp);
        options.SaveToken = false;   // nobody asks for it, and connections that last would hold it
        options.Events = new JwtBearerEvents { OnTokenValidated = Accept };

        var rules = options.TokenValidationParameters;
        rules.ValidAlgorithms = Algorithms;
        rules.NameClaimType = Claim.Name;
        rules.RoleClaimType = Claim.Role;
        rules.RequireExpirationTime = true;
        rules.RequireSignedTokens = true;
        rules.ValidateLifetime = true;
        rules.IssuerSigningKeys = [.. rules.IssuerSigningKeys ?? []];
        rules.ClockSkew = services.GetRequiredService<IOptions<LimitOptions>>().Value.ClockSkew;

        if (!services.GetRequiredService<IHostEnvironment>().IsProduction())
            AcceptLocalKey(rules, services.GetRequiredService<LocalKey>());
    }

    private static void AcceptLocalKey(TokenValidationParameters rules, LocalKey local)
    {
        rules.IssuerSigningKeys = [.. rules.IssuerSigningKeys, local.Key];
        rules.ValidIssuers = [.. rules.ValidIssuers ?? [], LocalTokens.Issuer];
        rules.ValidAudiences = [.. rules.ValidAudiences ?? [], LocalTokens.Audience];
    }

    /// <summary>By itself the library would accept a key for an hour after its authority has withdrawn it.</summary>
    private static void ForgetWithdrawnKeys(JwtBearerOptions options)
    {
        if (options.ConfigurationManager is BaseConfigurationManager authority)
            authority.UseLastKnownGoodConfiguration = false;
    }

    private static Task Accept(TokenValidatedContext context)
    {
        if (TokenRules.FaultOf(context.SecurityToken) is { } fault) context.Fail(fault);
        else context.Principal = Trimmed(context.Principal!);
        return Task.CompletedTask;
    }

    /// <summary>Only what is read of a token: the rest of it, some kilobytes, would live as long as a socket.</summary>
    private static ClaimsPrincipal Trimmed(ClaimsPrincipal principal)
        => new(new ClaimsIdentity(Claim.Read.SelectMany(type => principal.FindAll(type)
                .Select(claim => new System.Security.Claims.Claim(type, claim.Value))),
            JwtBearerDefaults.AuthenticationScheme, Claim.Name, Claim.Role));

    [LoggerMessage(LogLevel.Warning, "All tokens will be refused until {Section}:ValidAudiences says whom they are for.")]
    private static partial void WarnOfMissingAudience(ILogger logger, string section);
}
