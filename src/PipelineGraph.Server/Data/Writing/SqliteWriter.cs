using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>
/// The lane's context on its long-lived connection. Transactions are begun and ended by statements of its own: they
/// are prepared once, and SQLite itself waits for another process's lock, at short intervals.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly PipelineDbContext _context;
    private readonly sqlite3 _database;
    private readonly SqliteStatement _begin, _commit, _rollback, _save, _release, _undo;
    private readonly EventPositions _positions;
    private readonly SavingDatabase _saving;

    private SqliteWriter(PipelineDbContext context, SqliteConnection connection)
    {
        (_context, _database) = (context, connection.Handle!);
        raw.sqlite3_busy_timeout(_database, connection.DefaultTimeout * 1_000);
        // What a savepoint keeps of one move's pages is more than SQLite leaves in memory unasked: a file for each work.
        raw.sqlite3_exec(_database, "PRAGMA temp_store = MEMORY");
        (_begin, _commit, _rollback) =
            (new(_database, "BEGIN IMMEDIATE"), new(_database, "COMMIT"), new(_database, "ROLLBACK"));
        (_save, _release, _undo) =
            (new(_database, "SAVEPOINT work"), new(_database, "RELEASE work"), new(_database, "ROLLBACK TO work"));
        _positions = new EventPositions(_database);
        _saving = (SavingDatabase)context.GetService<IDatabase>();
        _saving.Rows = new SqliteRows(context.Model, _database);
    }

    /// <summary>Whether the last transaction appended to the event log.</summary>
    public bool HasAppended { get; private set; }

    private WriteScope Scope() => new(_context, _positions, new HeldRows(_saving.Rows!));

    private bool IsInTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    public static async Task<SqliteWriter> OpenAsync(PipelineDatabase database)
    {
        var context = database.Lease();
        try
        {
            await context.Database.OpenConnectionAsync();
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
            return new SqliteWriter(context, (SqliteConnection)context.Database.GetDbConnection());
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="SqliteException">Busy: another process has held the lock for longer than the timeout.</exception>
    public void Begin()
    {
        _begin.Run();
        _positions.Forget();
    }

    /// <summary>Runs the only work of a transaction, without a savepoint; a refused one ends the transaction.</summary>
    public async Task RunAloneAsync(QueuedWrite write)
    {
        await write.RunAsync(Scope());
        _context.ChangeTracker.Clear();
        if (write.Refusal is null) return;

        _positions.Forget();
        if (IsInTransaction) _rollback.Run();   // a full disk has ended it already
    }

    /// <summary>Runs one work of several; a refused one leaves nothing behind.</summary>
    /// <exception cref="SqliteException">The work's fault has ended the whole transaction (a full disk).</exception>
    public async Task RunAsync(QueuedWrite write)
    {
        var before = _positions.Last;
        _save.Run();
        await write.RunAsync(Scope());
        _context.ChangeTracker.Clear();
        if (write.Refusal is not null)
        {
            _undo.Run();
            _positions.GoBack(before);
        }
        _release.Run();
    }

    /// <returns>False when the only work was refused: there is nothing to commit.</returns>
    public bool TryCommit()
    {
        HasAppended = false;
        if (!IsInTransaction) return false;

        HasAppended = _positions.Save();
        _commit.Run();
        return true;
    }

    /// <summary>Gives the connection back; an open transaction is rolled back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsInTransaction) raw.sqlite3_exec(_database, "ROLLBACK");
        foreach (var statement in new[] { _begin, _commit, _rollback, _save, _release, _undo }) statement.Dispose();
        _positions.Dispose();
        _saving.Rows!.Dispose();
        _saving.Rows = null;
        raw.sqlite3_exec(_database, "PRAGMA temp_store = DEFAULT");
        raw.sqlite3_busy_timeout(_database, 0);
        await _context.DisposeAsync();
    }
}
