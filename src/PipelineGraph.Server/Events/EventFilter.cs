using PipelineGraph.Domain.Events;

namespace PipelineGraph.Server.Events;

/// <summary>Which events somebody wants; null is all.</summary>
/// <param name="Types">Of these types.</param>
/// <param name="PipelineId">Of deals in this pipeline, those that left it by the event included.</param>
/// <param name="DealId">Of this deal.</param>
internal sealed record EventFilter(
    IReadOnlyList<PipelineEventType>? Types = null, Guid? PipelineId = null, Guid? DealId = null)
{
    public static EventFilter All { get; } = new();

    public IQueryable<PipelineEvent> Of(IQueryable<PipelineEvent> events)
    {
        if (Types is { } types) events = events.Where(each => types.Contains(each.Type));
        if (PipelineId is { } pipeline)
            events = events.Where(each => each.PipelineId == pipeline || each.FormerPipelineId == pipeline);
        if (DealId is { } deal) events = events.Where(each => each.DealId == deal);
        return events;
    }
}
