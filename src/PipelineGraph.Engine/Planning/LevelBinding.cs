using GraphQL;
using GraphQL.Execution;
using PipelineGraph.Engine.Paging;

namespace PipelineGraph.Engine.Planning;

/// <summary>A level with the arguments of one request.</summary>
internal sealed class LevelBinding
{
    private readonly IDictionary<string, ArgumentValue>? _arguments;

    private LevelBinding(LevelPlan level, IDictionary<string, ArgumentValue>? arguments, DateTime now)
        => (Level, _arguments, Now) = (level, arguments, now);

    internal LevelPlan Level { get; }

    internal PageArguments Page { get; private set; }

    internal PageShape Shape { get; private set; }

    /// <summary>The instant at which this level is computed: that of the first page, if a cursor carries one.</summary>
    internal DateTime Now { get; private set; }

    /// <summary>What is wrong with the arguments; then the field is null for every parent.</summary>
    internal ExecutionError? Error { get; private set; }

    internal Dictionary<string, object?> Parameters { get; } = [];

    /// <summary>How many rows of each parent are shown at the most; null: all.</summary>
    internal int? Size { get; private set; }

    /// <summary>
    /// How many seeks lead to the page: behind a value of a nullable key lie rows with and without it. The second is
    /// made only if the first one did not fill the page.
    /// </summary>
    internal int Seeks { get; private set; } = 1;

    internal bool HasAfter => Page.After is not null;

    internal bool HasBefore => Page.Before is not null;

    internal static LevelBinding Bind(LevelPlan level, IDictionary<string, ArgumentValue>? arguments, DateTime now)
    {
        var binding = new LevelBinding(level, arguments, now);
        try
        {
            binding.Bind();
        }
        catch (ExecutionError error)
        {
            binding.Error = error;
        }

        return binding;
    }

    private void Bind()
    {
        foreach (var operand in Level.Filter.Operands)
            Parameters[operand.Parameter] = operand.Read(Argument("where"));
        if (Level.HasOwnArgument) BindOwn(Level.List.Argument!);
        if (Level.Connection is not null) BindPage();
        else BindBound();
        if (Size is { } size) Parameters[QueryComposer.Limit] = Level.Connection is null ? size : size + 1;
    }

    private void BindPage()
    {
        Page = PageArguments.Read(_arguments, Level.Coordinate, Level.List.PageSizes);
        Size = Page.Size;
        var after = Cursor("after", Page.After);
        var before = Cursor("before", Page.Before);
        Now = after?.Instant ?? before?.Instant ?? Now;
        var (first, last) = Page.IsBackward ? (before, after) : (after, before);
        Bind(QueryComposer.After, first);
        Bind(QueryComposer.Before, last);
        Shape = new PageShape(Page.IsBackward, first?.Shape, last?.Shape, true);
        if (first is not null && Level.Source is not LevelSource.Parents)
            Seeks = Keyset.SegmentsOf(Page.IsBackward ? Level.Order.Reversed() : Level.Order, first.Shape);
    }

    private void BindBound()
    {
        var last = Level.List.TakesLast ? Argument("last") as int? : null;
        if (last < 0) throw PagingErrors.Negative(Level.Coordinate, last.Value);
        Size = Level.List.Kind is Types.Fields.ListKind.First ? 1 : last ?? Level.List.Newest;
        var isKeyed = Level.Source is LevelSource.Keys;
        if (isKeyed) Size = null;
        Shape = new PageShape(Size is not null && Level.List.Kind is Types.Fields.ListKind.List, null, null, Size is not null);
    }

    private void BindOwn(Types.Fields.ListArgument own)
    {
        var values = ((IEnumerable<object?>)Argument(own.Name)!).Where(value => value is not null).ToArray();
        var list = Array.CreateInstance(own.EnumType, values.Length);
        for (var i = 0; i < values.Length; i++) list.SetValue(values[i], i);
        Parameters[QueryComposer.Among] = list;
    }

    private void Bind(string prefix, Cursor? cursor)
    {
        for (var i = 0; i < (cursor?.Values.Count ?? 0); i++)
            Parameters[Keyset.ParameterName(prefix, i)] = cursor!.Values[i];
    }

    private Cursor? Cursor(string argument, string? text)
    {
        if (text is null) return null;
        return Paging.Cursor.Read(text, Level.Order) ?? throw PagingErrors.InvalidCursor(argument, text);
    }

    private object? Argument(string name)
        => _arguments is not null && _arguments.TryGetValue(name, out var argument) ? argument.Value : null;
}
