using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace PipelineGraph.Server.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work and is not about to stop.
/// </summary>
internal static class ServerHealth
{
    public static IServiceCollection AddServerHealth(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddHostedService(provider => provider.GetRequiredService<Readiness>());
        services.AddHealthChecks().AddCheck<Readiness>("stopping").AddCheck<DatabaseHealth>("database");
        return services;
    }

    public static void MapServerHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready");
    }
}
