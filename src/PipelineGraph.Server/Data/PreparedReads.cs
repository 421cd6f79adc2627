using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace PipelineGraph.Server.Data;

/// <summary>
/// The queries of one connection, prepared by their first use: SQLite would plan them anew for every command, which
/// costs more than most of them take to run. Used by one thread at a time, as its connection.
/// </summary>
internal sealed class PreparedReads
{
    /// <summary>A prepared query holds some 10 to 50 KB.</summary>
    internal const int Most = 64;

    private readonly Dictionary<string, (SqliteCommand Command, long LastUse)> _idle = [];
    private readonly Dictionary<DbCommand, SqliteCommand> _running = [];
    private long _uses;

    internal int Count => _idle.Count;

    /// <summary>Runs a command by its prepared twin, which is busy until <see cref="Release"/>.</summary>
    public SqliteDataReader Read(SqliteCommand asked)
    {
        if (_idle.Remove(asked.CommandText, out var kept)) kept.Command.Parameters.Clear();
        else kept.Command = new SqliteCommand(asked.CommandText, asked.Connection);
        var twin = kept.Command;
        foreach (SqliteParameter parameter in asked.Parameters) twin.Parameters.Add(parameter);
        (twin.Transaction, twin.CommandTimeout) = (asked.Transaction, asked.CommandTimeout);
        try
        {
            var reader = twin.ExecuteReader();
            _running.Add(asked, twin);
            return reader;
        }
        catch
        {
            twin.Dispose();
            throw;
        }
    }

    /// <summary>The command's rows have been read.</summary>
    public void Release(DbCommand asked)
    {
        if (!_running.Remove(asked, out var twin)) return;
        if (_idle.Count == Most) Forget(_idle.MinBy(each => each.Value.LastUse).Key);
        if (!_idle.TryAdd(twin.CommandText, (twin, ++_uses))) twin.Dispose();
    }

    private void Forget(string text)
    {
        _idle.Remove(text, out var least);
        least.Command.Dispose();
    }
}
