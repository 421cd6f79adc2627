using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;
using SQLitePCL;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>
/// Writes new and changed entities through statements that are prepared once for a connection. What a row refers to is
/// written before it.
/// </summary>
internal sealed class SqliteRows(IModel model, sqlite3 database) : IDisposable
{
    private readonly Dictionary<IEntityType, SqliteTable> _tables = SqliteTable.Of(model);
    private readonly Dictionary<(IEntityType, ulong Columns), SqliteStatement> _statements = [];

    /// <returns>False when the order of the rows is not plain from their tables; then nothing is written.</returns>
    /// <exception cref="DbUpdateException">The database refuses a row; those before it are written.</exception>
    public bool TryWrite(IList<IUpdateEntry> entries)
    {
        if (!IsPlain(entries)) return false;

        foreach (var entry in entries.OrderBy(each => _tables[each.EntityType].Place)) Write(entry);
        return true;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
    }

    /// <summary>Deletions, new values of unique columns, and new rows that may refer to each other have an order of
    /// their own.</summary>
    private bool IsPlain(IList<IUpdateEntry> entries)
    {
        IEntityType? added = null;
        foreach (var entry in entries)
        {
            if (!_tables.TryGetValue(entry.EntityType, out var table)) return false;
            var isPlain = entry.EntityState switch
            {
                EntityState.Added => !table.RefersToItself || added != entry.EntityType,
                EntityState.Modified => (table.Modified(entry) & table.Unique) == 0,
                _ => false,
            };
            if (!isPlain) return false;
            if (entry.EntityState == EntityState.Added && table.RefersToItself) added = entry.EntityType;
        }
        return true;
    }

    private void Write(IUpdateEntry entry)
    {
        var table = _tables[entry.EntityType];
        var columns = entry.EntityState == EntityState.Added ? SqliteTable.New : table.Modified(entry);
        if (!_statements.TryGetValue((entry.EntityType, columns), out var statement))
            _statements.Add((entry.EntityType, columns), statement = new(database, table.Sql(columns)));
        try
        {
            table.Bind(statement, columns, entry);
            statement.Run();
        }
        catch (SqliteException fault)
        {
            throw new DbUpdateException($"A row of {table.Name} was refused.", fault, [entry]);
        }
        if (raw.sqlite3_changes(database) != 1)
            throw new DbUpdateConcurrencyException($"A row of {table.Name} has changed meanwhile.", [entry]);
    }
}
