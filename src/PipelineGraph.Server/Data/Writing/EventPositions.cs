using SQLitePCL;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>Numbers events inside SQLite's one write transaction: dense, in the order of the commits.</summary>
internal sealed class EventPositions(sqlite3 database) : IDisposable
{
    private readonly SqliteStatement _read = new(database, """SELECT "Position" FROM "EventHead" """);
    private readonly SqliteStatement _write = new(database, """UPDATE "EventHead" SET "Position" = ?""");
    private long? _stored;

    /// <summary>The latest position taken in this transaction; null while none was asked for.</summary>
    public long? Last { get; private set; }

    public long Next()
    {
        Last ??= _stored = _read.Run();
        return (Last += 1)!.Value;
    }

    /// <summary>A work was undone: its positions are free again.</summary>
    public void GoBack(long? last) => Last = last ?? _stored;

    /// <summary>A transaction begins: another process may have appended meanwhile.</summary>
    public void Forget() => Last = _stored = null;

    /// <returns>Whether any were taken.</returns>
    public bool Save()
    {
        if (Last == _stored) return false;
        _write.Bind(1, Last!.Value);
        _write.Run();
        return true;
    }

    public void Dispose()
    {
        _read.Dispose();
        _write.Dispose();
    }
}
