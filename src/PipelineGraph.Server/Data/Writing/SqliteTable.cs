using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>How the entities of one type are written. Sets of columns are bits.</summary>
internal sealed class SqliteTable
{
    /// <summary>All columns of a new row.</summary>
    public const ulong New = 0;

    private readonly (IProperty Property, string Column, Func<object?, object?>? Convert)[] _columns;
    private readonly ulong _identity;   // what an update asks for: the key, and the version as it was read

    private SqliteTable(IEntityType type, int place)
    {
        (Name, Place) = (type.GetTableName()!, place);
        RefersToItself = type.GetForeignKeys().Any(key => key.PrincipalEntityType == type);
        _columns = [.. type.GetProperties().Select(property => (property, property.GetColumnName(),
            property.GetTypeMapping().Converter?.ConvertToProvider))];
        Unique = Bits(property => property.IsKey() || property.IsUniqueIndex()
            || property.GetContainingIndexes().Any(index => index.IsUnique));
        _identity = Bits(property => property.IsPrimaryKey() || property.IsConcurrencyToken);
    }

    public string Name { get; }

    /// <summary>Behind those of all tables that it refers to.</summary>
    public int Place { get; }

    /// <summary>Whether a row may refer to another one of its table.</summary>
    public bool RefersToItself { get; }

    /// <summary>Columns that are unique, alone or together.</summary>
    public ulong Unique { get; }

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

    public ulong Modified(IUpdateEntry entry) => Bits(entry.IsModified);

    public string Sql(ulong columns) => columns == New
        ? $"INSERT INTO \"{Name}\" ({string.Join(", ", _columns.Select(each => $"\"{each.Column}\""))}) "
            + $"VALUES ({string.Join(", ", _columns.Select(_ => "?"))})"
        : $"UPDATE \"{Name}\" SET {Assignments(columns, ", ")} WHERE {Assignments(_identity, " AND ")}";

    /// <summary>Binds the values in the order of <see cref="Sql"/>.</summary>
    public void Bind(SqliteStatement statement, ulong columns, IUpdateEntry entry)
    {
        var position = 0;
        var written = columns == New ? ulong.MaxValue : columns;
        for (var i = 0; i < _columns.Length; i++)
            if (IsIn(written, i)) statement.Bind(++position, Stored(i, entry.GetCurrentValue(_columns[i].Property)));
        if (columns == New) return;
        for (var i = 0; i < _columns.Length; i++)
            if (IsIn(_identity, i)) statement.Bind(++position, Stored(i, entry.GetOriginalValue(_columns[i].Property)));
    }

    private static bool IsPlain(IEntityType type)
        => type.GetTableName() is not null && type.BaseType is null && !type.GetDerivedTypes().Any()
            && !type.GetComplexProperties().Any() && !type.IsOwned() && type.GetProperties().Count() <= 64
            && type.GetProperties().All(property => property.ValueGenerated == ValueGenerated.Never
                && !(property is { IsConcurrencyToken: true, IsNullable: true }));

    private static bool IsIn(ulong columns, int column) => (columns >> column & 1) == 1;

    private object? Stored(int column, object? value)
        => _columns[column].Convert is { } convert && value is not null ? convert(value) : value;

    private string Assignments(ulong columns, string separator)
        => string.Join(separator, _columns.Where((_, i) => IsIn(columns, i)).Select(each => $"\"{each.Column}\" = ?"));

    private ulong Bits(Func<IProperty, bool> isIn)
    {
        var bits = 0ul;
        for (var i = 0; i < _columns.Length; i++)
            if (isIn(_columns[i].Property)) bits |= 1ul << i;
        return bits;
    }
}
