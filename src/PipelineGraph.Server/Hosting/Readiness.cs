using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PipelineGraph.Server.Hosting;

/// <summary>Turns unready first when the server stops, and then waits until load balancers have noticed.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, IConfiguration configuration, TimeProvider clock)
    : IHostedLifecycleService, IHealthCheck
{
    private readonly TimeSpan _drain = configuration.GetValue("Shutdown:Drain", TimeSpan.Zero);
    private bool _stopping;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
        => Task.FromResult(Volatile.Read(ref _stopping) || lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The server is stopping.")
            : HealthCheckResult.Healthy());

    /// <summary>Runs before the listener is closed: requests are still answered meanwhile.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _stopping, true)) return Task.CompletedTask;

        return Task.Delay(_drain, clock, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
