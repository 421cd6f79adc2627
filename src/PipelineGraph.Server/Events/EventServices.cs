using PipelineGraph.Engine.Events;

namespace PipelineGraph.Server.Events;

internal static class EventServices
{
    /// <summary>Adds the log of events and the work behind it, which begins when the server does.</summary>
    public static IServiceCollection AddEventLog(this IServiceCollection services)
        => services
            .AddSingleton(provider => Retention.Read(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton<EventLog>()
            .AddSingleton<EventFeed>(provider => provider.GetRequiredService<EventLog>())
            .AddHostedService<EventCleaner>()
            .AddHostedService<EventWatch>();
}
