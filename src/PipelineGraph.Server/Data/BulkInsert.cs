using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using PipelineGraph.Domain.Deals;
using SQLitePCL;

namespace PipelineGraph.Server.Data;

/// <summary>
/// Writes new entities through one prepared statement per table, past the change tracker, in the context's running
/// transaction. What refers to another row comes after it.
/// </summary>
internal sealed class BulkInsert(PipelineDbContext context) : IAsyncDisposable
{
    /// <summary>KiB of pages that SQLite keeps: with its usual 2,000 it writes and reads the same index pages over and
    /// over.</summary>
    private const int CacheSize = 131_072, UsualCacheSize = 2_000;

    private readonly Dictionary<Type, BulkTable> _tables = [];

    /// <exception cref="InvalidOperationException">No transaction is running.</exception>
    public async Task AddAsync<T>(IEnumerable<T> entities, CancellationToken cancelled) where T : class
    {
        if (context.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A bulk insert runs in a transaction.");

        BulkTable? table = null;
        foreach (var entity in entities)
        {
            cancelled.ThrowIfCancellationRequested();
            table ??= Of(typeof(T));
            await table.WriteAsync(entity, cancelled);
        }
    }

    /// <summary>Deals with everything that hangs on them; a follow-up comes after its source.</summary>
    public async Task AddDealsAsync(IReadOnlyCollection<Deal> deals, CancellationToken cancelled)
    {
        await AddAsync(deals, cancelled);
        await AddAsync(deals.SelectMany(deal => deal.Transitions), cancelled);
        await AddAsync(deals.SelectMany(deal => deal.Visits), cancelled);
        await AddAsync(deals.SelectMany(deal => deal.Changes), cancelled);
        await AddAsync(deals.SelectMany(deal => deal.Activities), cancelled);
        await AddAsync(deals.SelectMany(deal => deal.Objections), cancelled);
        await AddAsync(deals.SelectMany(deal => deal.ChecklistCompletions), cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        if (_tables.Count > 0) SetCacheSize(UsualCacheSize);
        foreach (var table in _tables.Values) await table.DisposeAsync();
    }

    private void SetCacheSize(int size)
    {
        if (context.Database.GetDbConnection() is SqliteConnection { Handle: { } database })
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(database, $"PRAGMA cache_size = -{size}"), database);
    }

    private BulkTable Of(Type type)
    {
        if (_tables.TryGetValue(type, out var table)) return table;

        if (_tables.Count == 0) SetCacheSize(CacheSize);
        _tables.Add(type, table = Prepare(type));
        return table;
    }

    private BulkTable Prepare(Type type)
    {
        var entity = context.Model.FindEntityType(type)
            ?? throw new ArgumentException($"{type.Name} is no entity.", nameof(type));
        var store = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var sql = context.GetService<ISqlGenerationHelper>();
        // A shadow property is the database's own.
        var properties = entity.GetProperties().Where(property => !property.IsShadowProperty()).ToArray();
        var names = properties.Select(property => sql.DelimitIdentifier(property.GetColumnName(store)!));
        var insert = $"INSERT INTO {sql.DelimitIdentifier(store.Name, store.Schema)} "
            + $"({string.Join(", ", names)}) VALUES ({string.Join(", ", properties.Select((_, i) => $"@p{i}"))})";
        return context.Database.GetDbConnection() is SqliteConnection sqlite
            ? new SqliteBulkTable(sqlite, insert, properties)
            : new AdoBulkTable(context, insert, properties);
    }
}
