using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Paging;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Types.Fields;

/// <summary>One page of a connection that a resolver made: ids of the rows, which the planner reads.</summary>
/// <param name="Edges">The rows' ids with their cursors.</param>
/// <param name="HasNextPage">Whether more rows follow.</param>
/// <param name="HasPreviousPage">Whether rows come before.</param>
/// <param name="CountAsync">Counts all rows; only called when asked for.</param>
public sealed record KeyedPage(IReadOnlyList<KeyedEdge> Edges, bool HasNextPage, bool HasPreviousPage,
    Func<CancellationToken, Task<int>> CountAsync)
{
    internal string? StartCursor => Edges is [var first, ..] ? first.Cursor : null;

    internal string? EndCursor => Edges is [.., var last] ? last.Cursor : null;
}

/// <summary>A row of a page: its cursor, and its id with the name of the entity type that shows it.</summary>
public sealed record KeyedEdge(string Cursor, NodeId Node);

/// <summary>A connection over an interface or union: a resolver finds the pages, the planner reads their rows.</summary>
public sealed class KeyedConnection
{
    internal KeyedConnection(string name, string abstractType, Func<IResolveFieldContext, Task<KeyedPage>> page)
        => (Name, AbstractType, PageAsync) = (name, abstractType, page);

    internal string Name { get; }

    internal string AbstractType { get; }

    internal Func<IResolveFieldContext, Task<KeyedPage>> PageAsync { get; }

    internal string? Documentation { get; private set; }

    internal QueryArguments Arguments { get; } = [];

    internal (int Default, int Most) Sizes { get; private set; } = PageArguments.Sizes;

    /// <summary>Sets the documentation that clients read.</summary>
    public KeyedConnection Description(string text)
    {
        Documentation = text;
        return this;
    }

    /// <summary>Adds an argument; the resolver reads it.</summary>
    public KeyedConnection Argument(string name, IGraphType type, string description, object? byDefault = null)
    {
        Arguments.Add(new QueryArgument(type) { Name = name, Description = description, DefaultValue = byDefault });
        return this;
    }

    /// <summary>Tells cost analysis how many items `first` gives; the resolver has to hold the bound.</summary>
    public KeyedConnection Sized(int byDefault, int atMost)
    {
        Sizes = (byDefault, atMost);
        return this;
    }
}
