using System.Diagnostics;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Planning;

namespace PipelineGraph.Engine.PersistedOperations;

/// <summary>
/// Has trusted documents validated before anybody names one, tells of those that are invalid, and once the server listens
/// makes their plans, as far as they go without real variables.
/// </summary>
internal sealed partial class TrustedDocumentsStart(
    TrustedDocuments trusted, GraphQLExecutor executor, IServiceProvider services, ILogger<TrustedDocumentsStart> logger)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Completes when all plans are made.</summary>
    public Task Rehearsed { get; private set; } = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, text) in trusted.ByName)
        {
            if (executor.Check(text) is [var error, ..]) LogInvalid(name, error.Message);
        }

        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<PlanningOptions>() is { Rehearsals.Count: > 0 } planning && trusted.ByName.Count > 0)
            Rehearsed = Task.Run(() => RehearseAsync(planning), cancellationToken);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Rehearsed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes at most half of the cache, which is not for trusted documents alone.</summary>
    private async Task RehearseAsync(PlanningOptions planning)
    {
        var (begun, plans) = (Stopwatch.GetTimestamp(), 0);
        foreach (var request in Requests())
        {
            foreach (var caller in planning.Rehearsals)
            {
                if (plans >= planning.CachedPlans / 2) break;

                await using var scope = services.CreateAsyncScope();
                plans += await executor.RehearseAsync(request, caller, scope.ServiceProvider, _stopping.Token);
            }
        }

        LogRehearsed(plans, (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }

    private IEnumerable<GraphQLRequest> Requests()
    {
        var samples = new SampleVariables(services.GetRequiredService<ISchema>());
        return from text in trusted.ByName.Values
               from query in executor.QueriesOf(text)
               from variables in samples.Of(query)
               select new GraphQLRequest(text, OperationName: query.Name?.StringValue, Variables: variables);
    }

    [LoggerMessage(LogLevel.Warning, "The trusted document {Name} is refused: {Reason}")]
    private partial void LogInvalid(string name, string reason);

    [LoggerMessage(LogLevel.Information, "{Plans} plans of trusted documents were made in {Milliseconds} ms")]
    private partial void LogRehearsed(int plans, long milliseconds);
}
