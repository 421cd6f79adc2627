namespace PipelineGraph.Server.Data.Writing;

/// <summary>The way of every change into the database, but for an import's and the demo's.</summary>
internal abstract class WriteLane : IAsyncDisposable
{
    public static WriteLane Of(PipelineDatabase database, EventSignal signal, EventNumbering numbering)
        => database.Settings.Provider is DatabaseProvider.PostgreSql
            ? new PostgreSqlLane(database, numbering)
            : new SqliteLane(database, signal);

    /// <summary>Runs a work inside a transaction; what it wrote is durable when the answer is there.</summary>
    /// <param name="work">Sees all that was committed before. What it throws undoes it, and only it, and is thrown
    /// here. It may run again, when another server was quicker.</param>
    /// <param name="cancelled">Takes the work back while it has not begun; from then on it finishes.</param>
    /// <exception cref="DatabaseBusyException">Another process holds the database for too long.</exception>
    public abstract Task<T> RunAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancelled = default)
        where T : notnull;

    public abstract ValueTask DisposeAsync();
}
