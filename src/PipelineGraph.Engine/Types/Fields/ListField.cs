using System.Linq.Expressions;
using PipelineGraph.Engine.Paging;

namespace PipelineGraph.Engine.Types.Fields;

/// <summary>How many of the related rows a list field shows, and in which shape.</summary>
public enum ListKind
{
    /// <summary>Pages with cursors.</summary>
    Connection,

    /// <summary>A plain list in its natural order.</summary>
    List,

    /// <summary>The first row of the natural order, as a nullable object.</summary>
    First
}

/// <summary>Related rows: one more database command for a whole level, however many parents there are.</summary>
public sealed class ListField : FieldDefinition<ListField>
{
    internal const int DefaultAssumedSize = 10;

    private readonly List<NaturalKey> _natural = [];

    internal ListField(string name, LambdaExpression source, Type itemClrType, ListKind kind) : base(name, source)
    {
        (ItemClrType, Kind) = (itemClrType, kind);
        IsNullable = kind != ListKind.List;
    }

    /// <summary>Type of the related rows.</summary>
    public Type ItemClrType { get; }

    /// <summary>Shape of the field.</summary>
    public ListKind Kind { get; }

    /// <summary>Builds the shown item from (parent, related row), when that is not the related row itself.</summary>
    public LambdaExpression? Item { get; private set; }

    /// <summary>Type of the shown item.</summary>
    public Type ShownClrType => Item?.ReturnType ?? ItemClrType;

    /// <summary>The order without an `order` argument; the row's key ends it.</summary>
    public IReadOnlyList<NaturalKey> NaturalOrder => _natural;

    /// <summary>At most this many items, the last ones of the natural order; null: no bound.</summary>
    public int? Newest { get; private set; }

    /// <summary>How many items cost analysis takes a plain list to have.</summary>
    public int AssumedSize { get; private set; } = DefaultAssumedSize;

    /// <summary>Whether a plain list takes `last: Int`.</summary>
    public bool TakesLast { get; private set; }

    /// <summary>Whether a connection takes `where`, or is narrowed by that of a field above.</summary>
    public bool TakesFilter { get; private set; }

    /// <summary>Whether a connection takes `order`.</summary>
    public bool TakesOrder { get; private set; }

    /// <summary>Name of the field above whose `where` narrows the rows, instead of an own argument.</summary>
    public string? FilteredBy { get; private set; }

    /// <summary>How many rows a page of a connection has, unless said otherwise and at most.</summary>
    public (int Default, int Most) PageSizes { get; private set; } = PageArguments.Sizes;

    /// <summary>Whether a connection is only read onwards, with `first` and `after`.</summary>
    public bool IsForwardOnly { get; private set; }

    /// <summary>Whether the field takes `id: ID!` and shows the row of that global id.</summary>
    public bool TakesId { get; private set; }

    /// <summary>An argument of the field's own that narrows the rows, if it has one.</summary>
    public ListArgument? Argument { get; private set; }

    /// <summary>Adds `where` and `order` to a connection.</summary>
    public ListField FilteredAndSorted()
    {
        TakesFilter = TakesOrder = true;
        return this;
    }

    /// <summary>Adds `order` to a connection.</summary>
    public ListField Sorted()
    {
        TakesOrder = true;
        return this;
    }

    /// <summary>Narrows the rows by the `where` of a field above: by that of the board its columns' deals.</summary>
    public ListField FilteredByWhereOf(string field)
    {
        (TakesFilter, FilteredBy) = (true, field);
        return this;
    }

    /// <summary>Gives a connection page sizes of its own.</summary>
    public ListField Sized(int byDefault, int atMost)
    {
        PageSizes = (byDefault, atMost);
        return this;
    }

    /// <summary>Leaves a connection only `first` and `after`.</summary>
    public ListField ForwardOnly()
    {
        IsForwardOnly = true;
        return this;
    }

    /// <summary>Puts the list into the parent's filter input, with `all`, `none`, `some` and `any`.</summary>
    public ListField Filterable()
    {
        IsFilterable = true;
        return this;
    }

    /// <summary>Adds a key to the natural order, over the related row.</summary>
    public ListField OrderedBy<T, TKey>(Expression<Func<T, TKey>> key, bool descending = false)
    {
        _natural.Add(new NaturalKey(key, descending));
        return this;
    }

    /// <summary>Bounds a plain list to the last <paramref name="count"/> items of its natural order.</summary>
    public ListField OnlyNewest(int count)
    {
        Newest = count;
        return this;
    }

    /// <summary>Tells cost analysis how many items a plain list has; ten otherwise.</summary>
    public ListField OfAbout(int count)
    {
        AssumedSize = count;
        return this;
    }

    /// <summary>Lets a plain list take `last: Int`: the last n items, still in natural order.</summary>
    public ListField WithLast()
    {
        TakesLast = true;
        return this;
    }

    /// <summary>Lets a single row be asked for by its global id.</summary>
    public ListField WithId()
    {
        TakesId = true;
        return this;
    }

    /// <summary>Shows each related row as an item that also knows its parent.</summary>
    public ListField ShownAs<TParent, TRow, TItem>(Expression<Func<TParent, TRow, TItem>> item)
    {
        Item = item;
        return this;
    }

    /// <summary>Adds an argument that takes a list of enum values and keeps the rows whose value is among them.</summary>
    public ListField WithEnumArgument<T, TEnum>(string name, string description, Expression<Func<T, TEnum>> value)
        where TEnum : struct, Enum
    {
        Argument = new ListArgument(name, description, typeof(TEnum), value);
        return this;
    }
}

/// <summary>One key of a natural order.</summary>
public sealed record NaturalKey(LambdaExpression Key, bool Descending);

/// <summary>An argument of a list field: rows whose value is among the given ones.</summary>
public sealed record ListArgument(string Name, string Description, Type EnumType, LambdaExpression Value);
