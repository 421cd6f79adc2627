using PipelineGraph.Engine.PersistedOperations;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Demo;
using PipelineGraph.Server.Events;

namespace PipelineGraph.Server.Hosting;

/// <summary>What must be in order before the server takes requests.</summary>
internal static class ServerStart
{
    /// <exception cref="OperatorException">It is not, in one sentence.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancelled)
    {
        BearerAuthentication.Verify(services);
        // Refuses faulty settings before anything is written.
        services.GetRequiredService<AccessSettings>();
        services.GetRequiredService<Retention>();
        services.GetRequiredService<AlertSettings>();
        services.GetRequiredService<TrustedDocuments>();
        await DatabaseStartup.MigrateAsync(services, cancelled);
        await DemoStart.CreateWhereWantedAsync(services, cancelled);
    }
}
