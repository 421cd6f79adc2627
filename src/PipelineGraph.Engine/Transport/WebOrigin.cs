using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PipelineGraph.Engine.Transport;

/// <summary>The origin of a page, as browsers write it: scheme, host and port (RFC 6454).</summary>
public static class WebOrigin
{
    private static readonly SearchValues<char> NotInAuthority = SearchValues.Create("/\\?#@*");

    /// <summary>One spelling for each origin: lower case, no default port.</summary>
    /// <returns>Null when the text is no origin of a page on the web, as `null` is none.</returns>
    public static string? Normal(string text)
    {
        var authority = text.IndexOf("://", StringComparison.Ordinal) + 3;
        if (authority < 3 || text.AsSpan(authority).ContainsAny(NotInAuthority)) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.IdnHost.Length == 0) return null;
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) return null;

        var host = uri.HostNameType is UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : $"{uri.Scheme}://{host}:{uri.Port}";
    }

    /// <summary>Where the client sees this server; behind a proxy that takes forwarded headers.</summary>
    /// <returns>Null when the request names no host.</returns>
    public static string? Of(HttpRequest request) => Normal($"{request.Scheme}://{request.Host}");
}
