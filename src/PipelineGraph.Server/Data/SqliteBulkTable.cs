using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Data;

/// <summary>SQLite's own statement: binding by position, without a command and a reader for each row, takes a third of
/// the time.</summary>
internal sealed class SqliteBulkTable(SqliteConnection connection, string insert, IReadOnlyList<IProperty> properties)
    : BulkTable(properties)
{
    private readonly SqliteStatement _statement = new(
        connection.Handle ?? throw new InvalidOperationException("The connection is closed."), insert);

    public override ValueTask WriteAsync(object entity, CancellationToken cancelled)
    {
        for (var i = 0; i < ColumnCount; i++) _statement.Bind(i + 1, Value(entity, i));
        _statement.Run();
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _statement.Dispose();
        return ValueTask.CompletedTask;
    }
}
