using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>How the entities of one type are written. Sets of columns are bits.</summary>
internal sealed class SqliteTable
{
    /// <summary>All columns of a new row.</summary>
    public const ulong New = 0;

    private readonly StoredColumn[] _columns;
    private readonly ulong _identity;   // what an update asks for: the key, and the version as it was read

    private SqliteTable(IEntityType type, int place)
    {
        (Type, Name, Place) = (type, type.GetTableName()!, place);
        RefersToItself = type.GetForeignKeys().Any(key => key.PrincipalEntityType == type);
        _columns = [.. type.GetProperties().Select(property => new StoredColumn(property))];
        Lists = [.. type.GetNavigations()
            .Where(list => list is { IsCollection: true, ForeignKey.DeleteBehavior: DeleteBehavior.Cascade })];
        Unique = Bits(property => property.IsKey() || property.IsUniqueIndex()
            || property.GetContainingIndexes().Any(index => index.IsUnique));
        _identity = Bits(property => property.IsPrimaryKey() || property.IsConcurrencyToken);
    }

    public IEntityType Type { get; }
    public string Name { get; }

    /// <summary>Behind those of all tables that it refers to.</summary>
    public int Place { get; }

    /// <summary>Whether a row may refer to another one of its table.</summary>
    public bool RefersToItself { get; }

    /// <summary>Columns that are unique, alone or together.</summary>
    public ulong Unique { get; }

    /// <summary>Lists of rows that go with their owner.</summary>
    public IReadOnlyList<INavigation> Lists { get; }

    /// <summary>How many columns it has.</summary>
    public int Width => _columns.Length;

    /// <summary>Reads rows of all <see cref="Columns"/>.</summary>
    public RowMap Map => field ??= new RowMap(Type.ClrType, _columns);

    /// <summary>The tables of all types that have one of their own, and no value that the database makes.</summary>
    public static Dictionary<IEntityType, SqliteTable> Of(IModel model)
    {
        var (places, rest) = (new Dictionary<IEntityType, int>(), model.GetEntityTypes().ToList());
        while (rest.Where(type => type.GetForeignKeys().All(key => key.PrincipalEntityType == type
            || places.ContainsKey(key.PrincipalEntityType))).ToList() is { Count: > 0 } next)
        {
            foreach (var type in next) places.Add(type, places.Count);
            rest.RemoveAll(places.ContainsKey);
        }
        return places.Where(place => IsPlain(place.Key))
            .ToDictionary(place => place.Key, place => new SqliteTable(place.Key, place.Value));
    }

    /// <summary>All columns, for a select.</summary>
    public string Columns(string alias) => string.Join(", ", _columns.Select(each => $"{alias}.\"{each.Name}\""));

    public ulong Modified(IUpdateEntry entry) => Bits(entry.IsModified);

    public string Sql(ulong columns) => columns == New
        ? $"INSERT INTO \"{Name}\" ({string.Join(", ", _columns.Select(each => $"\"{each.Name}\""))}) "
            + $"VALUES ({string.Join(", ", _columns.Select(_ => "?"))})"
        : $"UPDATE \"{Name}\" SET {Assignments(columns, ", ")} WHERE {Assignments(_identity, " AND ")}";

    /// <summary>Binds the values in the order of <see cref="Sql"/>.</summary>
    /// <param name="now">The value to write, as it is stored.</param>
    /// <param name="before">The value that was read, as it is stored.</param>
    public void Bind(
        SqliteStatement statement, ulong columns, Func<StoredColumn, object?> now, Func<StoredColumn, object?> before)
    {
        var position = 0;
        var written = columns == New ? ulong.MaxValue : columns;
        for (var i = 0; i < _columns.Length; i++)
            if (IsIn(written, i)) statement.Bind(++position, now(_columns[i]));
        if (columns == New) return;
        for (var i = 0; i < _columns.Length; i++)
            if (IsIn(_identity, i)) statement.Bind(++position, before(_columns[i]));
    }

    private static bool IsPlain(IEntityType type)
        => type.GetTableName() is not null && type.BaseType is null && !type.GetDerivedTypes().Any()
            && !type.GetComplexProperties().Any() && !type.IsOwned() && type.GetProperties().Count() <= 64
            && type.GetProperties().All(property => property.ValueGenerated == ValueGenerated.Never
                && !(property is { IsConcurrencyToken: true, IsNullable: true }));

    private static bool IsIn(ulong columns, int column) => (columns >> column & 1) == 1;

    private string Assignments(ulong columns, string separator)
        => string.Join(separator, _columns.Where((_, i) => IsIn(columns, i)).Select(each => $"\"{each.Name}\" = ?"));

    private ulong Bits(Func<IProperty, bool> isIn)
    {
        var bits = 0ul;
        for (var i = 0; i < _columns.Length; i++)
            if (isIn(_columns[i].Property)) bits |= 1ul << i;
        return bits;
    }
}
