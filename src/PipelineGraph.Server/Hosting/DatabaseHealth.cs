using Microsoft.Extensions.Diagnostics.HealthChecks;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Hosting;

/// <summary>The database can be reached and has all migrations.</summary>
internal sealed class DatabaseHealth(PipelineDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
        => await database.IsReadyAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database cannot be reached or is not migrated.");
}
