using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace PipelineGraph.Server.Data;

/// <summary>What a SQLite database needs before it may serve.</summary>
internal static class SqliteFile
{
    /// <summary>Before it the write-ahead log can lose commits.</summary>
    private static readonly Version OldestLibrary = new(3, 51, 3);

    /// <exception cref="OperatorException">The native library is too old, or there is no such folder.</exception>
    public static void CheckPlace(string connectionString)
    {
        using var connection = new SqliteConnection();
        CheckLibrary(new Version(connection.ServerVersion));
        if (PathOf(connectionString) is not { } file) return;

        if (Directory.Exists(file)) throw new OperatorException($"{file} is a folder, not a database file.");
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw new OperatorException($"The folder {folder}, where the database should be, does not exist.");
    }

    /// <exception cref="OperatorException">It is older than 3.51.3.</exception>
    public static void CheckLibrary(Version library)
    {
        if (library < OldestLibrary)
            throw new OperatorException($"SQLite {library} can lose commits; {OldestLibrary} or newer is needed.");
    }

    /// <summary>Asserts what durability rests on, and that the file can be written.</summary>
    /// <exception cref="OperatorException">A setting is not as it must be.</exception>
    public static async Task AssertSettingsAsync(PipelineDbContext context, CancellationToken cancelled)
    {
        await context.Database.OpenConnectionAsync(cancelled);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
        // A file without the right to write opens for reading, silently; BEGIN IMMEDIATE succeeds even then.
        if (raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
            throw new SqliteException("read-only", raw.SQLITE_READONLY);
        if (PathOf(connection.ConnectionString) is not null) await ExpectAsync("PRAGMA journal_mode = wal", "wal");
        await ExpectAsync("PRAGMA synchronous", "2");   // FULL
        await ExpectAsync("PRAGMA foreign_keys", "1");
        command.CommandText = "BEGIN IMMEDIATE; ROLLBACK";
        await command.ExecuteNonQueryAsync(cancelled);

        async Task ExpectAsync(string pragma, string expected)
        {
            command.CommandText = pragma;
            var value = $"{await command.ExecuteScalarAsync(cancelled)}";
            if (value != expected)
                throw new OperatorException($"SQLite answers {value} to {pragma}; it must be {expected}.");
        }
    }

    /// <summary>What went wrong, in words that whoever runs the server can act on.</summary>
    public static string Explain(SqliteException fault, string connectionString)
    {
        var file = PathOf(connectionString) ?? "in memory";
        return fault.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"The database {file} is locked by another process.",
            raw.SQLITE_READONLY => $"The database {file} cannot be written: check the file's and its folder's rights.",
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => $"The database {file} cannot be opened: check the rights.",
            raw.SQLITE_CORRUPT => $"The database {file} is damaged. Restore a backup.",
            raw.SQLITE_NOTADB => $"{file} is not a SQLite database.",
            raw.SQLITE_FULL => $"The disk of the database {file} is full.",
            raw.SQLITE_IOERR => $"The database {file} cannot be read or written (input/output error).",
            _ => $"The database {file} cannot be used: SQLite error {fault.SqliteErrorCode}.",
        };
    }

    /// <summary>Full path of the file; null for a database in memory, or one given as a URI.</summary>
    private static string? PathOf(string connectionString)
    {
        var parts = new SqliteConnectionStringBuilder(connectionString);
        return parts.Mode is SqliteOpenMode.Memory || parts.DataSource is ":memory:"
            || parts.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
                ? null : Path.GetFullPath(parts.DataSource);
    }
}
