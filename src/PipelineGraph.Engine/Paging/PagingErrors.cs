using GraphQL;

namespace PipelineGraph.Engine.Paging;

/// <summary>Paging errors with Hot Chocolate's texts, codes and extensions.</summary>
public static class PagingErrors
{
    /// <summary>A negative number of items.</summary>
    public static ExecutionError Negative(string coordinate, int requested)
        => Error("The requested number of values per page must be at least 0.", "HC0079",
            ("fieldCoordinate", coordinate), ("requestedItems", requested));

    /// <summary>More items than a page holds.</summary>
    public static ExecutionError TooMany(string coordinate, int requested, int allowed)
        => Error("The maximum allowed items per page were exceeded.", "HC0051",
            ("fieldCoordinate", coordinate), ("requestedItems", requested), ("maxAllowedItems", allowed));

    /// <summary>An unreadable cursor, or one that was made for another order.</summary>
    public static ExecutionError InvalidCursor(string argument, string cursor)
        => Error($"The cursor specified in `{argument}` has an invalid format.", "HC0078",
            ("argument", argument), ("cursor", cursor));

    private static ExecutionError Error(string message, string code, params (string Name, object Value)[] extensions)
        => new(message) { Code = code, Extensions = extensions.ToDictionary(e => e.Name, e => (object?)e.Value) };
}
