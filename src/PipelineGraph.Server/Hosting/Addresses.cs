namespace PipelineGraph.Server.Hosting;

/// <summary>Where the server listens.</summary>
internal static class Addresses
{
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>Whether any of the ways that ASP.NET Core knows names an address or a port.</summary>
    public static bool AreConfigured(IConfiguration configuration)
        => configuration["urls"] is { Length: > 0 } || configuration["http_ports"] is { Length: > 0 }
            || configuration["https_ports"] is { Length: > 0 } || configuration.GetSection("Kestrel:Endpoints").Exists();

    /// <summary>The first configured address, as a client on the same machine reaches it.</summary>
    public static Uri OfThisMachine(IConfiguration configuration)
    {
        var first = configuration["urls"]?.Split(';')[0]
            ?? (configuration["http_ports"]?.Split(';')[0] is { Length: > 0 } port ? $"http://*:{port}" : Default);
        var address = BindingAddress.Parse(first);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port).Uri;
    }

    /// <summary>A host name that host filtering lets pass, or null where the address's own does.</summary>
    public static string? AllowedHost(IConfiguration configuration)
        => configuration["AllowedHosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) is [var first, ..]
            && !first.Contains('*') ? first : null;
}
