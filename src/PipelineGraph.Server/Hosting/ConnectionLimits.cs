using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Server.Hosting;

/// <summary>What Kestrel takes from whom nobody knows yet: connections, headers, how slowly they come.</summary>
internal static class ConnectionLimits
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void AddConnectionLimits(this IServiceCollection services)
        => services.AddOptions<KestrelServerOptions>()
            .Configure<IOptions<LimitOptions>>((kestrel, limits) => Apply(kestrel, limits.Value));

    private static void Apply(KestrelServerOptions kestrel, LimitOptions limits)
    {
        kestrel.AddServerHeader = false;
        var to = kestrel.Limits;
        to.MaxConcurrentConnections = limits.Connections > 0 ? limits.Connections : null;
        to.RequestHeadersTimeout = limits.HeaderWait;
        to.MaxRequestHeaderCount = limits.Headers;
        to.MaxRequestHeadersTotalSize = limits.HeaderBytes;
        to.MinRequestBodyDataRate = limits.BodyRate > 0 ? new MinDataRate(limits.BodyRate, Grace) : null;
        to.Http2.MaxStreamsPerConnection = limits.Http2Streams;
    }
}
