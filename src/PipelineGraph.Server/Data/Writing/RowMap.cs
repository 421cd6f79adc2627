using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>
/// Makes entities of one type of rows, and tells what of an entity has changed, by functions compiled once from EF
/// Core's model. Without its tracker, whose snapshots cost more than the rows.
/// </summary>
internal sealed class RowMap
{
    private static readonly Func<object, object> Clone =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object, object>>();

    private readonly Func<SqliteStatement, int, object> _read;
    private readonly Func<object, object, ulong> _changed;

    public RowMap(Type type, IReadOnlyList<StoredColumn> columns)
        => (_read, _changed) = (Reader(type, columns).Compile(), Comparer(type, columns).Compile());

    /// <summary>The entity of the statement's row, whose columns begin at a position, 0-based.</summary>
    public object Read(SqliteStatement row, int first) => _read(row, first);

    /// <summary>A twin with the same values, to be compared with later.</summary>
    public static object Copy(object entity) => Clone(entity);

    /// <summary>The columns, as bits, whose values differ.</summary>
    public ulong Changed(object before, object now) => _changed(before, now);

    private static Expression<Func<SqliteStatement, int, object>> Reader(
        Type type, IReadOnlyList<StoredColumn> columns)
    {
        var (row, first) = (Expression.Parameter(typeof(SqliteStatement)), Expression.Parameter(typeof(int)));
        var entity = Expression.Variable(type);
        var constructor = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!;
        var steps = columns.Select((column, i) => (Expression)Expression.Assign(
            Member(entity, column.Property), Value(column.Property, row, Expression.Add(first, Expression.Constant(i)))));
        return Expression.Lambda<Func<SqliteStatement, int, object>>(
            Expression.Block([entity],
                [Expression.Assign(entity, Expression.New(constructor)), .. steps, Expression.Convert(entity, typeof(object))]),
            row, first);
    }

    private static Expression<Func<object, object, ulong>> Comparer(Type type, IReadOnlyList<StoredColumn> columns)
    {
        var (before, now) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object)));
        var (old, current) = (Expression.Variable(type), Expression.Variable(type));
        Expression bits = Expression.Constant(0ul);
        for (var i = 0; i < columns.Count; i++)
            bits = Expression.Or(bits, Expression.Condition(
                Same(Member(old, columns[i].Property), Member(current, columns[i].Property)),
                Expression.Constant(0ul), Expression.Constant(1ul << i)));
        return Expression.Lambda<Func<object, object, ulong>>(
            Expression.Block([old, current], Expression.Assign(old, Expression.Convert(before, type)),
                Expression.Assign(current, Expression.Convert(now, type)), bits),
            before, now);
    }

    private static MemberExpression Member(Expression entity, IProperty property)
        => property.PropertyInfo is { CanWrite: true } accessor
            ? Expression.Property(entity, accessor)
            : Expression.Field(entity, property.FieldInfo
                ?? throw new NotSupportedException($"{property.Name} cannot be set."));

    private static MethodCallExpression Same(Expression one, Expression other)
    {
        var comparer = typeof(EqualityComparer<>).MakeGenericType(one.Type);
        return Expression.Call(
            Expression.Property(null, comparer, nameof(EqualityComparer<>.Default)), nameof(Equals), null, one, other);
    }

    private static Expression Value(IProperty property, Expression row, Expression position)
    {
        var converter = property.GetTypeMapping().Converter;
        var stored = converter?.ProviderClrType ?? property.ClrType;
        Expression value = Expression.Call(
            row, SqliteStatement.Reader(Nullable.GetUnderlyingType(stored) ?? stored), null, position);
        if (converter is not null) value = Expression.Invoke(converter.ConvertFromProviderExpression, value);
        if (value.Type != property.ClrType) value = Expression.Convert(value, property.ClrType);
        return property.IsNullable
            ? Expression.Condition(Expression.Call(row, nameof(SqliteStatement.IsNull), null, position),
                Expression.Default(property.ClrType), value)
            : value;
    }
}
