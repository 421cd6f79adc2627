namespace PipelineGraph.Engine.Types.Ids;

/// <summary>What a client is told about a bad id: Hot Chocolate's words.</summary>
public static class NodeIdErrors
{
    /// <summary>Extension that holds the id as given, beside <see cref="InvalidFormat"/>.</summary>
    public const string OriginalValue = "originalValue";

    public const string InvalidFormat = "The node ID string has an invalid format.";

    /// <summary>The id can be read, but is of another type than the one asked for.</summary>
    public static string WrongType(string raw, string expectedType)
        => $"The ID `{raw}` is not an ID of `{expectedType}`.";

    /// <summary>More ids in one <c>nodes</c> field than <paramref name="max"/>; goes with code HC0076.</summary>
    public static string TooMany(int count, int max)
        => $"The maximum number of nodes that can be fetched at once is {max}. "
            + $"This selection tried to fetch {count} nodes that exceeded the maximum allowed amount.";
}
