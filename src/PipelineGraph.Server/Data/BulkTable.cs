using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace PipelineGraph.Server.Data;

/// <summary>The prepared insert of one table.</summary>
internal abstract class BulkTable(IReadOnlyList<IProperty> properties) : IAsyncDisposable
{
    private readonly StoredColumn[] _columns = [.. properties.Select(property => new StoredColumn(property))];

    public abstract ValueTask WriteAsync(object entity, CancellationToken cancelled);

    public abstract ValueTask DisposeAsync();

    protected int ColumnCount => _columns.Length;

    /// <summary>What is stored, as the provider takes it.</summary>
    protected object? Value(object entity, int column) => _columns[column].Of(entity);
}

/// <summary>Any provider's, through its command.</summary>
internal sealed class AdoBulkTable : BulkTable
{
    private readonly PipelineDbContext _context;
    private readonly DbCommand _command;

    public AdoBulkTable(PipelineDbContext context, string insert, IReadOnlyList<IProperty> properties)
        : base(properties)
    {
        (_context, _command) = (context, context.Database.GetDbConnection().CreateCommand());
        _command.CommandText = insert;
        for (var i = 0; i < properties.Count; i++)
        {
            var mapping = properties[i].GetRelationalTypeMapping();
            _command.Parameters.Add(mapping.CreateParameter(_command, $"p{i}", value: null, properties[i].IsNullable));
        }
    }

    public override async ValueTask WriteAsync(object entity, CancellationToken cancelled)
    {
        _command.Transaction = _context.Database.CurrentTransaction!.GetDbTransaction();
        for (var i = 0; i < ColumnCount; i++) _command.Parameters[i].Value = Value(entity, i) ?? DBNull.Value;
        await _command.ExecuteNonQueryAsync(cancelled);
    }

    public override ValueTask DisposeAsync() => _command.DisposeAsync();
}
