namespace PipelineGraph.Engine.Planning;

/// <summary>One selected field of a connection.</summary>
/// <param name="Prefix">Its name as JSON.</param>
/// <param name="ResponseKey">Its name in the response.</param>
/// <param name="Kind">Which field it is.</param>
/// <param name="Fragment">For `nodes` and `edges`: which piece of the rows' JSON it shows.</param>
/// <param name="PageInfo">For `pageInfo`: its selected fields.</param>
/// <param name="TypeName">For `__typename`: its JSON text.</param>
internal sealed record ConnectionPart(byte[] Prefix, string ResponseKey, ConnectionField Kind, int Fragment = -1,
    IReadOnlyList<PageInfoPart>? PageInfo = null, byte[]? TypeName = null);

/// <summary>One selected field of a PageInfo.</summary>
internal sealed record PageInfoPart(byte[] Prefix, PageInfoField Kind);

internal enum ConnectionField
{
    Nodes,
    Edges,
    PageInfo,
    TotalCount,
    TypeName
}

internal enum PageInfoField
{
    HasNextPage,
    HasPreviousPage,
    StartCursor,
    EndCursor,
    TypeName
}

/// <summary>The selected shape of a connection.</summary>
internal sealed record ConnectionPlan(IReadOnlyList<ConnectionPart> Parts, bool WantsCursors)
{
    internal bool WantsTotal { get; } = Parts.Any(part => part.Kind is ConnectionField.TotalCount);

    /// <summary>Whether rows are read at all: `{ totalCount }` alone needs none.</summary>
    internal bool WantsRows { get; } = Parts.Any(part =>
        part.Kind is ConnectionField.Nodes or ConnectionField.Edges or ConnectionField.PageInfo);
}
