using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PipelineGraph.Server.Data;

/// <summary>
/// The one place where a context is leased from the pool; disposing it gives it back. Disposing the database closes the
/// connections that the contexts in the pool have kept.
/// </summary>
internal sealed class PipelineDatabase : IDisposable
{
    private readonly Func<PipelineDbContext> _lease;
    private readonly KeptConnections _kept = new();

    /// <exception cref="OperatorException">The settings are faulty.</exception>
    public PipelineDatabase(IConfiguration configuration, ILoggerFactory loggers)
        : this(DatabaseSettings.Read(configuration), loggers) { }

    public PipelineDatabase(DatabaseSettings settings, ILoggerFactory loggers)
    {
        Settings = settings;
        _lease = settings.Provider is DatabaseProvider.PostgreSql
            ? Pool(DatabaseOptions.PostgreSql(settings.ConnectionString, loggers))
            : Pool(DatabaseOptions.Sqlite(settings.ConnectionString, loggers, _kept));
    }

    public DatabaseSettings Settings { get; }

    public PipelineDbContext Lease() => _lease();

    /// <summary>Whether it can be reached and has every migration that this server knows.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancelled)
    {
        await using var context = Lease();
        return await context.Database.CanConnectAsync(cancelled)
            && !(await context.Database.GetPendingMigrationsAsync(cancelled)).Any();
    }

    public void Dispose() => _kept.Dispose();

    private static Func<PipelineDbContext> Pool<TContext>(DbContextOptions<TContext> options)
        where TContext : PipelineDbContext
        => new PooledDbContextFactory<TContext>(options).CreateDbContext;
}
