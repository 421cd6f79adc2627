using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.PersistedOperations;

/// <summary>Has trusted documents validated before anybody names one, and tells of those that are invalid.</summary>
internal sealed partial class TrustedDocumentsStart(
    TrustedDocuments trusted, GraphQLExecutor executor, ILogger<TrustedDocumentsStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, text) in trusted.ByName)
        {
            if (executor.Check(text) is [var error, ..]) LogInvalid(name, error.Message);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "The trusted document {Name} is refused: {Reason}")]
    private partial void LogInvalid(string name, string reason);
}
