using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace PipelineGraph.Server.Data;

/// <summary>
/// Lets a cancellation token stop a running SQLite query: the provider looks at the token before a command only, and a
/// query that sorts a whole table would run on after its caller has gone.
/// </summary>
internal sealed class SqliteInterruption : DbCommandInterceptor
{
    public static SqliteInterruption Instance { get; } = new();

    private readonly ConcurrentDictionary<DbCommand, CancellationTokenRegistration> _watched = new();

    private SqliteInterruption() { }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Watch(command, cancellationToken);
        return new(result);
    }

    public override ValueTask<InterceptionResult> DataReaderClosingAsync(
        DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
    {
        Release(command);
        return new(result);
    }

    public override InterceptionResult DataReaderDisposing(
        DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        Release(command);
        return result;
    }

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Release(command);
        return eventData.Exception is SqliteException { SqliteErrorCode: raw.SQLITE_INTERRUPT }
            && cancellationToken.IsCancellationRequested
                ? Task.FromCanceled(cancellationToken)   // takes the place of SQLite's error
                : Task.CompletedTask;
    }

    public override Task CommandCanceledAsync(
        DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Release(command);
        return Task.CompletedTask;
    }

    private void Watch(DbCommand command, CancellationToken cancelled)
    {
        if (!cancelled.CanBeCanceled || command.Connection is not SqliteConnection { Handle: { } handle }) return;

        _watched[command] = cancelled.UnsafeRegister(
            static state => raw.sqlite3_interrupt((sqlite3)state!), handle);
    }

    /// <summary>Ends the watch before the connection goes elsewhere; waits for an interruption under way.</summary>
    private void Release(DbCommand command)
    {
        if (_watched.TryRemove(command, out var registration)) registration.Dispose();
    }
}
