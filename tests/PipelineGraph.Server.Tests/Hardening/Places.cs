using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>The server's own count of lasting connections.</summary>
internal static class Places
{
    public static ConnectionPlaces Of(RunningServer server)
        => server.App.Services.GetRequiredService<ConnectionPlaces>();
}
