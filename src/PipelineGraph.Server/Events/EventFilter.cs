using System.Linq.Expressions;
using System.Security.Claims;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Engine.Events;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Events;

/// <summary>Which events somebody wants; null is all.</summary>
/// <param name="Types">Of these types.</param>
/// <param name="PipelineId">Of deals in this pipeline, those that left it by the event included.</param>
/// <param name="DealId">Of this deal.</param>
internal sealed record EventFilter(
    IReadOnlyList<PipelineEventType>? Types = null, Guid? PipelineId = null, Guid? DealId = null) : EventSelection
{
    private IReadOnlyList<Func<PipelineEvent, bool>>? _compiled;

    public static EventFilter All { get; } = new();

    /// <summary>Who reads; null: somebody who may see all deals.</summary>
    public ClaimsPrincipal? Viewer { get; private init; }

    /// <summary>Which deals the viewer sees is asked at delivery.</summary>
    public override bool AsksFeed => Viewer is not null;

    /// <summary>Of deals that this sales rep owns after the event.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Only transitions that open a visit to this stage.</summary>
    public Guid? ToStageId { get; init; }

    /// <summary>Only transitions of these kinds.</summary>
    public IReadOnlyList<TransitionKind>? Kinds { get; init; }

    /// <summary>The same, of deals that a caller may see.</summary>
    public EventFilter SeenBy(ClaimsPrincipal user, Visibility visibility)
        => visibility.SeesAll(user) ? this : this with { Viewer = user };

    public IQueryable<PipelineEvent> Of(IQueryable<PipelineEvent> events)
        => Conditions().Aggregate(events, (matching, condition) => matching.Where(condition));

    public override bool Includes(object fact)
    {
        _compiled ??= [.. Conditions().Select(condition => condition.Compile())];
        foreach (var condition in _compiled)
        {
            if (!condition((PipelineEvent)fact)) return false;
        }

        return true;
    }

    private IEnumerable<Expression<Func<PipelineEvent, bool>>> Conditions()
    {
        if (Types is { } types) yield return each => types.Contains(each.Type);
        if (PipelineId is { } pipeline)
            yield return each => each.PipelineId == pipeline || each.FormerPipelineId == pipeline;
        if (DealId is { } deal) yield return each => each.DealId == deal;
        if (OwnerId is { } owner) yield return each => each.OwnerId == owner;
        if (ToStageId is { } stage) yield return each => each.OpenedStageId == stage;
        if (Kinds is { } kinds)
            yield return each => each.TransitionKind != null && kinds.Contains(each.TransitionKind.Value);
    }
}
