using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Data;

/// <summary>
/// Writes new entities through one prepared command per table, past the change tracker, in the context's running
/// transaction. What refers to another row comes after it.
/// </summary>
internal sealed class BulkInsert(PipelineDbContext context) : IAsyncDisposable
{
    private readonly Dictionary<Type, Table> _tables = [];

    /// <exception cref="InvalidOperationException">No transaction is running.</exception>
    public async Task AddAsync<T>(IEnumerable<T> entities, CancellationToken cancelled) where T : class
    {
        var table = Of(typeof(T));
        table.Command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("A bulk insert runs in a transaction.");
        foreach (var entity in entities)
        {
            foreach (var column in table.Columns) column.Take(entity);
            await table.Command.ExecuteNonQueryAsync(cancelled);
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
        foreach (var table in _tables.Values) await table.Command.DisposeAsync();
    }

    private Table Of(Type type)
    {
        if (!_tables.TryGetValue(type, out var table)) _tables.Add(type, table = Prepare(type));
        return table;
    }

    private Table Prepare(Type type)
    {
        var entity = context.Model.FindEntityType(type)
            ?? throw new ArgumentException($"{type.Name} is no entity.", nameof(type));
        var store = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var command = context.Database.GetDbConnection().CreateCommand();
        var sql = context.GetService<ISqlGenerationHelper>();
        var columns = entity.GetProperties().Select((property, i) => Bind(command, property, $"p{i}")).ToArray();
        var names = entity.GetProperties().Select(property => sql.DelimitIdentifier(property.GetColumnName(store)!));
        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(store.Name, store.Schema)} "
            + $"({string.Join(", ", names)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        return new Table(command, columns);
    }

    private static Column Bind(DbCommand command, IProperty property, string name)
    {
        var mapping = property.GetRelationalTypeMapping();
        var parameter = mapping.CreateParameter(command, name, value: null, property.IsNullable);
        command.Parameters.Add(parameter);
        return new Column(parameter, property.GetGetter(), mapping.Converter?.ConvertToProvider);
    }

    private sealed record Table(DbCommand Command, Column[] Columns);

    private sealed record Column(DbParameter Parameter, IClrPropertyGetter Getter, Func<object?, object?>? Convert)
    {
        public void Take(object entity)
        {
            var value = Getter.GetClrValueUsingContainingEntity(entity);
            Parameter.Value = (Convert is null || value is null ? value : Convert(value)) ?? DBNull.Value;
        }
    }
}
