using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Server.Hosting;

/// <summary>Pages of which other origins may call the endpoint (CORS, WebSockets): none unless configured.</summary>
internal sealed class CrossOrigin
{
    public const string Setting = "Cors:Origins";

    private const string Any = "*";
    private const string Endpoint = "/graphql";
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(2);   // Chromium keeps it no longer
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    /// <summary>What clients for GraphQL send besides what needs no permission.</summary>
    private static readonly string[] RequestHeaders =
    [
        HeaderNames.Accept, HeaderNames.Authorization, HeaderNames.CacheControl, HeaderNames.ContentType,
        HeaderNames.IfNoneMatch, HeaderNames.TraceParent, HeaderNames.TraceState, HeaderNames.XRequestedWith,
        "Apollo-Require-Preflight", "ApolloGraphQL-Client-Name", "ApolloGraphQL-Client-Version", "GraphQL-Cost",
        "GraphQL-Preflight", "Idempotency-Key", "Last-Event-ID", "X-Apollo-Operation-Id", "X-Apollo-Operation-Name",
    ];

    private static readonly string[] ResponseHeaders =
    [
        HeaderNames.Allow, HeaderNames.ContentDisposition, HeaderNames.ETag, "Idempotency-Replayed",
        HeaderNames.RetryAfter, HeaderNames.WWWAuthenticate,
    ];

    private readonly HashSet<string> _origins = new(StringComparer.Ordinal);
    private readonly bool _isAny;

    /// <exception cref="OperatorException">A setting is no origin.</exception>
    public CrossOrigin(IConfiguration configuration)
    {
        var section = configuration.GetSection(Setting);
        if (!string.IsNullOrEmpty(section.Value))
            throw new OperatorException($"{Setting} is a list: its first entry is {Setting}:0 (Cors__Origins__0).");

        foreach (var text in section.Get<string[]>() ?? [])
        {
            if (text == Any) _isAny = true;
            else _origins.Add(WebOrigin.Normal(text) ?? throw NoOrigin(text));
        }
    }

    /// <summary>Whether a page may open a WebSocket.</summary>
    /// <param name="origin">In the spelling of <see cref="WebOrigin.Normal"/>.</param>
    public bool Allows(string origin) => _isAny || _origins.Contains(origin);

    /// <summary>Adds CORS to the endpoint. Whatever is not allowed goes on as if nobody had heard of CORS.</summary>
    public void Use(IApplicationBuilder app)
    {
        if (!_isAny && _origins.Count == 0) return;

        app.Use((context, next) =>
        {
            if (!_isAny && IsEndpoint(context)) context.Response.Headers.Vary = HeaderNames.Origin;
            return next(context);
        });
        app.UseWhen(IsAllowed, allowed => allowed.UseCors(Configure));
    }

    /// <summary>Tokens are in headers, so that browsers need not send credentials of their own.</summary>
    private void Configure(CorsPolicyBuilder policy)
    {
        policy.WithMethods(Methods).WithHeaders(RequestHeaders).WithExposedHeaders(ResponseHeaders)
            .SetPreflightMaxAge(MaxAge);
        if (_isAny) policy.AllowAnyOrigin();
        else policy.SetIsOriginAllowed(Includes);
    }

    private bool Includes(string origin) => WebOrigin.Normal(origin) is { } normal && _origins.Contains(normal);

    private bool IsAllowed(HttpContext context)
    {
        var headers = context.Request.Headers;
        return IsEndpoint(context) && headers.Origin is [{ } origin] && (_isAny || Includes(origin))
            && (!HttpMethods.IsOptions(context.Request.Method)
                || headers.AccessControlRequestMethod is [{ } method] && Methods.Contains(method));
    }

    /// <summary>Nothing else: the IDE's settings hold a token in Development.</summary>
    private static bool IsEndpoint(HttpContext context)
        => context.Request.Path.Equals(Endpoint, StringComparison.OrdinalIgnoreCase)
            || context.Request.Path.StartsWithSegments($"{Endpoint}/persisted", StringComparison.OrdinalIgnoreCase);

    private static OperatorException NoOrigin(string text)
        => new($"{Setting} has \"{text}\"; an origin is http or https, a host and perhaps a port, as in "
            + "https://app.example.com, without a path or a slash at its end.");
}
