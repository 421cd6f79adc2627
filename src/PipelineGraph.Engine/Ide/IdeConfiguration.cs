using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PipelineGraph.Engine.Ide;

/// <summary><c>bcp-config.json</c>, which the IDE reads at start; the spelling of its keys is the IDE's.</summary>
internal static class IdeConfiguration
{
    public static Task WriteAsync(HttpContext context, IdeOptions options)
    {
        var token = options.Token(context);
        var configuration = new Dictionary<string, object>
        {
            ["title"] = options.Title,
            ["useBrowserUrlAsEndpoint"] = true,
            ["endpoint"] = Root(context, options) + options.Endpoint,
            ["disableTelemetry"] = true,   // else it calls an outside host soon after loading
            ["subscriptionProtocol"] = "graphql-transport-ws",
            ["includeCookies"] = false,
            ["variables"] = options.Variables,
            ["graphQLDocument"] = (token is null ? options.TokenHint : "") + options.Document,
        };
        if (token is not null)
            configuration["httpHeaders"] = new Dictionary<string, string> { [HeaderNames.Authorization] = $"Bearer {token}" };

        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(configuration, context.RequestAborted);
    }

    /// <summary>The path base that the application itself is mounted at, without the IDE's own.</summary>
    private static string Root(HttpContext context, IdeOptions options)
        => context.Request.PathBase.Value![..^options.Path.Length];
}
