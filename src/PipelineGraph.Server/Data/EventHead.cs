namespace PipelineGraph.Server.Data;

/// <summary>The ends of the event log, in one row.</summary>
internal sealed class EventHead
{
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;

    /// <summary>Of the latest event that has its place; 0 before the first.</summary>
    public long Position { get; private set; }

    /// <summary>Of the latest event that was removed for its age; 0 while all are there.</summary>
    public long RemovedPosition { get; private set; }
}
