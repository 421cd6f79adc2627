using Microsoft.Data.Sqlite;
using PipelineGraph.Server.Data;
using SQLitePCL;

namespace PipelineGraph.Server.Commands;

/// <summary>Copies a SQLite database as of one moment; writers go on meanwhile.</summary>
internal static class SqliteBackup
{
    /// <summary>Writes the copy beside its place and moves it there when it is whole and on disk.</summary>
    /// <exception cref="OperatorException">It cannot be done; nothing is left behind.</exception>
    public static async Task WriteAsync(DatabaseSettings database, string target, CancellationToken cancelled)
    {
        if (database.Provider is not DatabaseProvider.Sqlite)
            throw new OperatorException("backup copies a SQLite database; PostgreSQL has pg_dump for that.");
        if (File.Exists(target)) throw new OperatorException($"{target} exists already.");

        var partial = target + ".partial";
        try
        {
            CreateForOwner(partial);
            await CopyAsync(database.ConnectionString, partial, cancelled);
            using (var copy = File.OpenHandle(partial, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(copy);
            File.Move(partial, target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{target} cannot be written: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>An empty file, which SQLite then fills: a copy of customers' data is for its owner's eyes.</summary>
    private static void CreateForOwner(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(file, options).Dispose();
    }

    private static async Task CopyAsync(string connectionString, string file, CancellationToken cancelled)
    {
        var source = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        if (source.Mode is not SqliteOpenMode.Memory) source.Mode = SqliteOpenMode.ReadWrite;   // does not create one
        try
        {
            await using var connection = new SqliteConnection(source.ConnectionString);
            await connection.OpenAsync(cancelled);
            await using var interruption = cancelled.Register(() => raw.sqlite3_interrupt(connection.Handle));
            await using var copy = connection.CreateCommand();
            copy.CommandText = "VACUUM INTO $file";
            copy.CommandTimeout = 0;
            copy.Parameters.AddWithValue("$file", file);
            await copy.ExecuteNonQueryAsync(cancelled);
        }
        catch (SqliteException fault)
        {
            cancelled.ThrowIfCancellationRequested();
            throw new OperatorException(SqliteFile.Explain(fault, connectionString), fault);
        }
    }
}
