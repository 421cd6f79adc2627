using Microsoft.Data.Sqlite;

namespace PipelineGraph.Benchmarks;

/// <summary>A command that is prepared once, with its values in order.</summary>
internal sealed class PreparedCommand
{
    private readonly SqliteCommand _command;

    internal PreparedCommand(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in parameters) _command.Parameters.Add(new SqliteParameter($"${name}", null));
        if (parameters.Length == 0) _command.Prepare();   // the others when their values have types
    }

    internal int Run(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    internal object? Scalar() => _command.ExecuteScalar();

    /// <summary>The first row; null without one.</summary>
    internal object[]? Row(params ReadOnlySpan<object> values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        if (!reader.Read()) return null;

        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }

    private void Bind(ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i];
    }
}
