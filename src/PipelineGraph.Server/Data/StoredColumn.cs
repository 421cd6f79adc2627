using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PipelineGraph.Server.Data;

/// <summary>A property and the column that stores it, for rows that are written past EF Core's own commands.</summary>
internal sealed class StoredColumn(IProperty property)
{
    private static readonly MethodInfo TypedReader =
        typeof(StoredColumn).GetMethod(nameof(ReaderOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;
    private Func<object, object?>? _read;

    public IProperty Property => property;
    public string Name { get; } = property.GetColumnName();

    /// <summary>The property's value of an entity, in the form in which it is stored.</summary>
    public object? Of(object entity) => Stored((_read ??= Reader())(entity));

    /// <summary>A value of the property in the form in which it is stored.</summary>
    public object? Stored(object? value) => _convert is null || value is null ? value : _convert(value);

    // EF Core's own getter compiles four expressions for each property, which a table written once does not pay back.
    private Func<object, object?> Reader()
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
