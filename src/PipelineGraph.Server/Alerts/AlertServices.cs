namespace PipelineGraph.Server.Alerts;

internal static class AlertServices
{
    /// <summary>Adds the watch over stalled deals, which begins when the server does.</summary>
    public static IServiceCollection AddStalledDealAlerts(this IServiceCollection services)
        => services
            .AddSingleton(provider => AlertSettings.Read(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton<LearnedLimits>()
            .AddSingleton<AlertLimits>()
            .AddSingleton<AlertWriter>()
            .AddSingleton<StalledDealMonitor>()
            .AddHostedService(provider => provider.GetRequiredService<StalledDealMonitor>());
}
