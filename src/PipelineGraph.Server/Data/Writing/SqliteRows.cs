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
    private readonly Dictionary<(SqliteTable, ulong Columns), SqliteStatement> _statements = [];
    private readonly Dictionary<string, SqliteStatement> _queries = [];

    public SqliteTable Table(Type type) => _tables[model.FindEntityType(type)
        ?? throw new ArgumentException($"{type.Name} is no entity.", nameof(type))];

    /// <summary>A query, prepared once for the connection.</summary>
    public SqliteStatement Query(string sql)
    {
        if (!_queries.TryGetValue(sql, out var query)) _queries.Add(sql, query = new(database, sql));
        return query;
    }

    /// <returns>False when the order of the rows is not plain from their tables; then nothing is written.</returns>
    /// <exception cref="DbUpdateException">The database refuses a row; those before it are written.</exception>
    public bool TryWrite(IList<IUpdateEntry> entries)
    {
        if (!IsPlain(entries)) return false;

        foreach (var entry in entries.OrderBy(each => _tables[each.EntityType].Place)) Write(entry);
        return true;
    }

    /// <summary>Writes a row past EF Core's tracker.</summary>
    /// <param name="columns">Those that have changed, or <see cref="SqliteTable.New"/>.</param>
    /// <param name="before">A copy of the entity as it was read.</param>
    /// <exception cref="DbUpdateException">The database refuses it.</exception>
    public void Write(SqliteTable table, ulong columns, object entity, object? before)
        => Write(table, columns, column => column.Of(entity), column => column.Of(before!), []);

    public void Dispose()
    {
        foreach (var statement in _statements.Values.Concat(_queries.Values)) statement.Dispose();
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
        Write(table, entry.EntityState == EntityState.Added ? SqliteTable.New : table.Modified(entry),
            column => column.Stored(entry.GetCurrentValue(column.Property)),
            column => column.Stored(entry.GetOriginalValue(column.Property)), [entry]);
    }

    private void Write(
        SqliteTable table, ulong columns, Func<StoredColumn, object?> now, Func<StoredColumn, object?> before,
        IReadOnlyList<IUpdateEntry> entries)
    {
        if (!_statements.TryGetValue((table, columns), out var statement))
            _statements.Add((table, columns), statement = new(database, table.Sql(columns)));
        try
        {
            table.Bind(statement, columns, now, before);
            statement.Run();
        }
        catch (SqliteException fault)
        {
            throw new DbUpdateException($"A row of {table.Name} was refused.", fault, entries);
        }
        if (raw.sqlite3_changes(database) != 1)
            throw new DbUpdateConcurrencyException($"A row of {table.Name} has changed meanwhile.", entries);
    }
}
