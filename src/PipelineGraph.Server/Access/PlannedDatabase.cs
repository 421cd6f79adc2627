using System.Data;
using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Access;

/// <summary>The database as the planner sees it: one class for each provider.</summary>
internal abstract class PlannedDatabase(Visibility visibility) : PlannerDatabase
{
    public static PlannedDatabase Of(PipelineDatabase database, Visibility visibility)
        => database.Settings.Provider is DatabaseProvider.PostgreSql
            ? new PlannedPostgreSql(visibility)
            : new PlannedSqlite(visibility);

    public override async ValueTask<DbContext> LeaseAsync(ClaimsPrincipal? caller, CancellationToken cancelled)
        => await visibility.LeaseAsync(caller, cancelled);

    public override bool SeesAll(ClaimsPrincipal? caller) => caller is not null && visibility.SeesAll(caller);
}

internal sealed class PlannedSqlite(Visibility visibility) : PlannedDatabase(visibility)
{
    /// <summary>A deferred transaction: it never takes the write lock, and reads one state of the write-ahead log.</summary>
    public override async Task<IAsyncDisposable> BeginSnapshotAsync(
        DbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return new Snapshot((await context.Database.UseTransactionAsync(transaction, cancellationToken))!, transaction);
    }

    public override Expression PageOfEach(NestedRows nested) => nested.ByKeys();

    /// <summary>The context does not end a transaction that it was only told of.</summary>
    private sealed class Snapshot(IDbContextTransaction told, SqliteTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await told.DisposeAsync();
            await transaction.DisposeAsync();
        }
    }
}

internal sealed class PlannedPostgreSql(Visibility visibility) : PlannedDatabase(visibility)
{
    public override async Task<IAsyncDisposable> BeginSnapshotAsync(
        DbContext context, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await context.Database.ExecuteSqlRawAsync("SET TRANSACTION READ ONLY", cancellationToken);
        return transaction;
    }

    public override Expression PageOfEach(NestedRows nested) => nested.Lateral();
}
