using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace PipelineGraph.Server.Data;

/// <summary>The prepared insert of one table.</summary>
internal abstract class BulkTable(IReadOnlyList<IProperty> properties) : IAsyncDisposable
{
    private static readonly MethodInfo TypedReader =
        typeof(BulkTable).GetMethod(nameof(ReaderOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly (Func<object, object?> Read, Func<object?, object?>? Convert)[] _columns =
        [.. properties.Select(
            property => (Reader(property), property.GetRelationalTypeMapping().Converter?.ConvertToProvider))];

    public abstract ValueTask WriteAsync(object entity, CancellationToken cancelled);

    public abstract ValueTask DisposeAsync();

    protected int ColumnCount => _columns.Length;

    /// <summary>What is stored, as the provider takes it.</summary>
    protected object? Value(object entity, int column)
    {
        var (read, convert) = _columns[column];
        var value = read(entity);
        return convert is null || value is null ? value : convert(value);
    }

    // EF Core's own getter compiles four expressions for each property, which a table written once does not pay back.
    private static Func<object, object?> Reader(IProperty property)
        => property.PropertyInfo?.GetMethod is { } getter
            ? (Func<object, object?>)TypedReader
                .MakeGenericMethod(property.DeclaringType.ClrType, property.ClrType).Invoke(null, [getter])!
            : property.GetGetter().GetClrValueUsingContainingEntity;

    private static Func<object, object?> ReaderOf<TEntity, TValue>(MethodInfo getter) where TEntity : class
    {
        var read = getter.CreateDelegate<Func<TEntity, TValue>>();
        return entity => read((TEntity)entity);
    }
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
