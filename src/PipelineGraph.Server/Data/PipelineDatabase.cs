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
    private readonly Func<PipelineDbContext> _leaseRestricted;
    private readonly KeptConnections _kept = new();

    /// <exception cref="OperatorException">The settings are faulty.</exception>
    public PipelineDatabase(IConfiguration configuration, ILoggerFactory loggers)
        : this(DatabaseSettings.Read(configuration), loggers) { }

    public PipelineDatabase(DatabaseSettings settings, ILoggerFactory loggers)
    {
        Settings = settings;
        var (connection, isPostgreSql) = (settings.ConnectionString, settings.Provider is DatabaseProvider.PostgreSql);
        _lease = isPostgreSql
            ? Pool(DatabaseOptions.PostgreSql<PostgreSqlPipelineDbContext>(connection, loggers))
            : Pool(DatabaseOptions.Sqlite<SqlitePipelineDbContext>(connection, loggers, _kept));
        _leaseRestricted = isPostgreSql
            ? Pool(DatabaseOptions.PostgreSql<RestrictedPostgreSqlDbContext>(connection, loggers))
            : Pool(DatabaseOptions.Sqlite<RestrictedSqliteDbContext>(connection, loggers, _kept));
    }

    public DatabaseSettings Settings { get; }

    /// <summary>A context that shows everything: for the server itself, and for callers who may see everything.</summary>
    public PipelineDbContext Lease() => _lease();

    /// <summary>A context that shows the deals of some owners only, and what hangs on them.</summary>
    public PipelineDbContext LeaseRestricted(Sight sight)
    {
        var context = _leaseRestricted();
        context.Sight = sight;
        return context;
    }

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
