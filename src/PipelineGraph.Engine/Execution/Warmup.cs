using Microsoft.Extensions.Hosting;

namespace PipelineGraph.Engine.Execution;

/// <summary>Initializes the schema and compiles the validator before the first caller has to wait for it.</summary>
internal sealed class Warmup(GraphQLExecutor executor) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        executor.Prepare(new("query Warmup($no: Boolean! = false) { __typename @skip(if: $no) ...F } fragment F on Query { __typename }"));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
