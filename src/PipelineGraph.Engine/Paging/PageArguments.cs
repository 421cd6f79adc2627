using GraphQL;
using GraphQL.Execution;

namespace PipelineGraph.Engine.Paging;

/// <summary>The paging arguments of a connection, checked as Hot Chocolate checks them.</summary>
/// <param name="First">How many from the start, or null.</param>
/// <param name="Last">How many from the end, or null.</param>
/// <param name="After">Cursor after which the page begins.</param>
/// <param name="Before">Cursor before which the page ends.</param>
internal readonly record struct PageArguments(int? First, int? Last, string? After, string? Before)
{
    internal const int DefaultPageSize = 10;
    internal const int MaxPageSize = 50;

    /// <summary>The page sizes of a connection that has none of its own.</summary>
    internal static readonly (int Default, int Most) Sizes = (DefaultPageSize, MaxPageSize);

    /// <summary>Whether the page is read from the end, that is in reversed order.</summary>
    internal bool IsBackward => First is null && Last is not null;

    /// <summary>How many rows the page has at the most.</summary>
    internal int Size => First ?? Last ?? Unless;

    private int Unless { get; init; } = DefaultPageSize;

    /// <param name="arguments">Coerced arguments of the field.</param>
    /// <param name="coordinate">Type and field, for the error's extensions.</param>
    /// <exception cref="ExecutionError">A bound is negative (HC0079) or over the page size (HC0051).</exception>
    /// <param name="sizes">The field's page sizes.</param>
    internal static PageArguments Read(
        IDictionary<string, ArgumentValue>? arguments, string coordinate, (int Default, int Most) sizes)
    {
        var page = new PageArguments(
            Value(arguments, "first") as int?, Value(arguments, "last") as int?,
            Value(arguments, "after") as string, Value(arguments, "before") as string)
        {
            Unless = sizes.Default
        };
        Check(page.First, coordinate, sizes.Most);
        Check(page.Last, coordinate, sizes.Most);
        return page;
    }

    private static object? Value(IDictionary<string, ArgumentValue>? arguments, string name)
        => arguments is not null && arguments.TryGetValue(name, out var argument) ? argument.Value : null;

    private static void Check(int? count, string coordinate, int most)
    {
        if (count < 0) throw PagingErrors.Negative(coordinate, count.Value);
        if (count > most) throw PagingErrors.TooMany(coordinate, count.Value, most);
    }
}
