using System.Collections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>
/// What one work reads and changes past EF Core's tracker, for the most frequent writes: its snapshots and its search
/// for changes cost more than the rows. A row that was read is compared with its copy when the work is saved; what has
/// come into a list that goes with its owner (a deal's visits) is new.
/// </summary>
internal sealed class HeldRows(SqliteRows rows)
{
    private readonly record struct HeldRow(SqliteTable Table, object Entity, object Before, object? Owner);

    private readonly List<HeldRow> _read = [];
    private readonly List<object> _added = [];

    public SqliteTable Table<T>() where T : class => rows.Table(typeof(T));

    /// <summary>A query, prepared once for the connection.</summary>
    public SqliteStatement Query(string sql) => rows.Query(sql);

    /// <summary>Holds the entity of a row whose columns begin at a position, 0-based.</summary>
    public T Hold<T>(SqliteStatement row, int first, object? owner = null) where T : class
    {
        var table = Table<T>();
        var entity = table.Map.Read(row, first);
        _read.Add(new HeldRow(table, entity, RowMap.Copy(entity), owner));
        return (T)entity;
    }

    /// <summary>Holds the entity of a row and puts it into its owner's list.</summary>
    public T Hold<T>(SqliteStatement row, int first, object owner, string list) where T : class
    {
        var entity = Hold<T>(row, first, owner);
        rows.Table(owner.GetType()).Lists.Single(each => each.Name == list).GetCollectionAccessor()!
            .Add(owner, entity, forMaterialization: true);
        return entity;
    }

    /// <summary>Adds a new row.</summary>
    public void Add(object entity) => _added.Add(entity);

    /// <summary>The entities of a type that were read.</summary>
    public IEnumerable<T> Of<T>() => _read.Select(row => row.Entity).OfType<T>();

    /// <summary>Writes what is new or changed, each row behind those that it refers to.</summary>
    /// <exception cref="NotSupportedException">A row was taken out of its owner's list.</exception>
    /// <exception cref="DbUpdateException">The database refuses a row.</exception>
    public void Write()
    {
        var changes = new List<(SqliteTable Table, ulong Columns, object Entity, object? Before)>();
        foreach (var row in _read)
        {
            if (row.Table.Map.Changed(row.Before, row.Entity) is not 0 and var columns)
                changes.Add((row.Table, columns, row.Entity, row.Before));
            foreach (var list in row.Table.Lists) AddNewOf(list, row.Entity);
        }
        foreach (var entity in _added) changes.Add((rows.Table(entity.GetType()), SqliteTable.New, entity, null));
        foreach (var (table, columns, entity, before) in changes.OrderBy(change => change.Table.Place))
            rows.Write(table, columns, entity, before);
    }

    private void AddNewOf(INavigation list, object owner)
    {
        var known = 0;
        foreach (var item in (IEnumerable)list.GetCollectionAccessor()!.GetOrCreate(owner, forMaterialization: true))
        {
            if (_read.Exists(row => row.Entity == item)) known++;
            else _added.Add(item);
        }
        if (known < _read.Count(row => row.Owner == owner && row.Table.Type == list.TargetEntityType))
            throw new NotSupportedException($"A row was taken out of {list.Name}.");
    }
}
