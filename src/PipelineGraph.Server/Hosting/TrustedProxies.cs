using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace PipelineGraph.Server.Hosting;

/// <summary>Proxies whose `X-Forwarded-…` headers are believed: scheme, host and address of a client.</summary>
internal static class TrustedProxies
{
    public const string Setting = "Proxy:Trusted";

    /// <exception cref="OperatorException">A setting is neither an address nor a network.</exception>
    public static void Use(WebApplication app)
    {
        var trusted = app.Configuration.GetSection(Setting).Get<string[]>() ?? [];
        if (trusted.Length == 0) return;

        var hosts = app.Configuration["AllowedHosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                | ForwardedHeaders.XForwardedHost,
            AllowedHosts = [.. hosts],
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in trusted) options.KnownIPNetworks.Add(NetworkOf(text));
        app.UseForwardedHeaders(options);
    }

    private static System.Net.IPNetwork NetworkOf(string text)
    {
        if (IPAddress.TryParse(text, out var address)) return new(address, address.GetAddressBytes().Length * 8);

        return System.Net.IPNetwork.TryParse(text, out var network)
            ? network
            : throw new OperatorException(
                $"{Setting} has \"{text}\"; it takes addresses and networks of proxies, as in 10.0.0.7 or 10.0.0.0/8.");
    }
}
