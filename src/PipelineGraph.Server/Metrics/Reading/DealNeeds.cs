namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>What figures ask of a deal beyond its row and its visits.</summary>
[Flags]
internal enum DealNeeds
{
    None = 0,

    /// <summary>Who owned it when a visit began.</summary>
    VisitOwners = 1,

    /// <summary>Whether it stands still.</summary>
    Stalled = 2,
}
