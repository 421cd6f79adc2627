using System.Security.Claims;
using GraphQL;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Limits.Cost;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>Whom a connection belongs to.</summary>
/// <param name="ExpiresAt">When the token ends, clocks' difference not counted; null when it does not.</param>
/// <param name="Report">Whether answers tell what the operations cost.</param>
internal sealed record SocketCaller(ClaimsPrincipal User, DateTimeOffset? ExpiresAt, CostReport Report);

/// <summary>Finds the caller of a connection by ASP.NET Core's authentication.</summary>
/// <param name="isRequired">Whether a connection needs a caller whom authentication recognises.</param>
internal sealed class SocketSignIn(IServiceScopeFactory scopes, bool isRequired)
{
    private const string Header = "Authorization";

    /// <summary>Whether the handshake brought a token that is not valid; without one it may come later.</summary>
    public bool IsRefused(HttpContext handshake)
        => isRequired && handshake.Request.Headers.Authorization.Count > 0 && !IsKnown(handshake.User);

    /// <summary>The caller by the token in `connection_init`, else by that of the handshake; null to refuse.</summary>
    public async Task<SocketCaller?> FindAsync(Inputs payload, HttpContext handshake)
    {
        var token = Token(payload);
        var result = token is null
            ? handshake.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult
            : await AuthenticateAsync(token as string ?? "");
        var user = token is null ? handshake.User : result?.Principal ?? new ClaimsPrincipal();
        if (isRequired && !IsKnown(user)) return null;

        return new SocketCaller(user, result?.Properties?.ExpiresUtc,
            CostReports.Of(Given(payload, CostReports.Header) as string));
    }

    /// <summary>
    /// Browsers cannot send headers with a handshake, so that some clients put them into an object of
    /// `connection_init`.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> Headers(Inputs payload)
        => Value(payload, "headers") as IReadOnlyDictionary<string, object?> ?? Inputs.Empty;

    private static object? Token(Inputs payload) => Given(payload, Header);

    private static object? Given(Inputs payload, string header) => Value(payload, header) ?? Value(Headers(payload), header);

    private static object? Value(IReadOnlyDictionary<string, object?> map, string name)
        => map.FirstOrDefault(entry => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    // Handlers look at headers, and remember what they found for as long as their scope lives.
    private async Task<AuthenticateResult> AuthenticateAsync(string authorization)
    {
        await using var scope = scopes.CreateAsyncScope();
        var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        request.Request.Headers.Authorization = authorization;
        return scope.ServiceProvider.GetService<IAuthenticationService>() is { } service
            ? await service.AuthenticateAsync(request, scheme: null)
            : AuthenticateResult.NoResult();
    }

    private static bool IsKnown(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true };
}
