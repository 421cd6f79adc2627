using GraphQL.DataLoader;

namespace PipelineGraph.Server.Metrics;

/// <summary>A figure that is there once the deals are read: GraphQL.NET wants it when all fields beside it have
/// asked.</summary>
internal sealed class Figure<T>(MetricsPass pass, Func<CancellationToken, Task<T>> result) : IDataLoaderResult<T>
{
    public Figure(MetricsPass pass, Func<T> result) : this(pass, _ => Task.FromResult(result())) { }

    public async Task<T> GetResultAsync(CancellationToken cancellationToken = default)
    {
        await pass.RunAsync(cancellationToken);
        return await result(cancellationToken);
    }

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken)
        => await GetResultAsync(cancellationToken);
}
