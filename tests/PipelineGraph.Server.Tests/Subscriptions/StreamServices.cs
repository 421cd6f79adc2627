using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Events;

namespace PipelineGraph.Server.Tests.Subscriptions;

internal static class StreamServices
{
    public static EventStreams Streams(this IServiceProvider services) => services.GetRequiredService<EventStreams>();
}
