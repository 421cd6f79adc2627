using GraphQL.DataLoader;

namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>A figure that is there once the deals are read: GraphQL.NET wants it when all fields beside it have
/// asked.</summary>
internal sealed class Figure<T>(Func<CancellationToken, Task<T>> result) : IDataLoaderResult<T>
{
    public Figure(T known) : this(_ => Task.FromResult(known)) { }

    public Task<T> GetResultAsync(CancellationToken cancellationToken = default) => result(cancellationToken);

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken)
        => await GetResultAsync(cancellationToken);
}
