using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PipelineGraph.Server.Data;

/// <summary>Makes the database ready to serve, or says in one sentence why it is not.</summary>
internal static class DatabaseStartup
{
    /// <summary>How long another process may take that is migrating the same database.</summary>
    private static readonly TimeSpan MigrationWait = TimeSpan.FromMinutes(2);

    /// <summary>Creates the database where there is none, and applies the migrations that it lacks.</summary>
    /// <returns>Names of the migrations applied now.</returns>
    /// <exception cref="OperatorException">It is locked, not writable, damaged, of a newer version….</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(
        IServiceProvider services, CancellationToken cancelled = default)
    {
        var database = services.GetRequiredService<PipelineDatabase>();
        try
        {
            if (database.Settings.Provider is DatabaseProvider.Sqlite)
                SqliteFile.CheckPlace(database.Settings.ConnectionString);
            await using var context = database.Lease();
            var applied = await ApplyAsync(context, cancelled);
            if (context.Database.IsSqlite()) await SqliteFile.AssertSettingsAsync(context, cancelled);
            return applied;
        }
        catch (SqliteException fault)
        {
            throw new OperatorException(SqliteFile.Explain(fault, database.Settings.ConnectionString), fault);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            throw new OperatorException($"The PostgreSQL database cannot be used: {Sentence(fault)}", fault);
        }
    }

    private static async Task<IReadOnlyList<string>> ApplyAsync(PipelineDbContext context, CancellationToken cancelled)
    {
        var known = context.Database.GetMigrations().ToHashSet();
        if (await context.Database.CanConnectAsync(cancelled))
        {
            var applied = await context.Database.GetAppliedMigrationsAsync(cancelled);
            if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } newer)
                throw new OperatorException($"The database is of a newer version of this server (it has {newer}).");
        }

        // Asked first, because the migration lock is a write.
        var pending = (await context.Database.GetPendingMigrationsAsync(cancelled)).ToList();
        if (pending.Count > 0) await MigrateAsync(context, cancelled);
        return pending;
    }

    private static async Task MigrateAsync(PipelineDbContext context, CancellationToken cancelled)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        wait.CancelAfter(MigrationWait);
        try
        {
            await context.Database.MigrateAsync(wait.Token);
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            throw new OperatorException("Another process is migrating the database and does not end. Should it have "
                + "crashed, delete the row in the table __EFMigrationsLock and start again.");
        }
    }

    private static string Sentence(Exception fault)
        => fault is PostgresException { MessageText: var text } ? text : fault.Message.ReplaceLineEndings(" ");
}
