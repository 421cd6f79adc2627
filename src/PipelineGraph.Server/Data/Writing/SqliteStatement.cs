using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>A prepared statement with at most one number in, and one number out.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
    }

    public void Bind(long number) => Check(raw.sqlite3_bind_int64(_statement, 1, number));

    /// <returns>The first column of the first row; null without rows.</returns>
    public long? Run()
    {
        var result = raw.sqlite3_step(_statement);
        long? number = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_statement, 0) : null;
        // The reset repeats the fault of the step; the message is lost after it.
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Fail(result);
        raw.sqlite3_reset(_statement);
        return number;
    }

    public void Dispose() => _statement.Dispose();

    private void Fail(int result)
    {
        try
        {
            Check(result);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
