using GraphQL.DataLoader;

namespace PipelineGraph.Server.Metrics;

/// <summary>A figure that is there once the deals are read: GraphQL.NET wants it when all fields beside it have
/// asked.</summary>
internal sealed class Figure<T>(MetricsPass pass, Func<T> result) : IDataLoaderResult<T>
{
    public async Task<T> GetResultAsync(CancellationToken cancellationToken = default)
    {
        await pass.RunAsync(cancellationToken);
        return result();
    }

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken)
        => await GetResultAsync(cancellationToken);
}
