using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Pipelines;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

/// <summary>Reads all that the move of one deal asks for by one command, which is compiled once: moves are the most
/// frequent writes.</summary>
internal sealed class MoveDesk(DealDesk desk, PipelineBook pipelines)
{
    /// <summary>The owner's team is read for the caller's rights and for the event, the visit because the move ends
    /// it.</summary>
    private sealed record Row(Deal Deal, string? OwnerTeam, StageVisit? Visit, int DesignVersion, DateTime DesignedAt);

    // Not static: a compiled query belongs to one model.
    private readonly Func<PipelineDbContext, Guid, Task<Row?>> _read = EF.CompileAsyncQuery(
        (PipelineDbContext context, Guid id) => context.Deals.Where(deal => deal.Id == id)
            .SelectMany(deal => deal.Visits.Where(visit => visit.ExitedAt == null).DefaultIfEmpty(),
                (deal, visit) => new Row(deal, deal.Owner!.Team, visit, deal.Pipeline.Version, deal.Pipeline.UpdatedAt))
            .FirstOrDefault());

    /// <summary>The deal with its running visit, where it stands and where it shall go; null for what is missing.</summary>
    public async Task<(Deal? Deal, Stage? From, Stage? To)> FindAsync(
        WriteSession session, Lookup lookup, NodeId<Deal> dealId, NodeId<Stage> toStageId)
    {
        var row = await _read(session.Context, dealId.Value);
        if (row is null || !session.Known.MayChange(row.Deal, row.OwnerTeam))
        {
            lookup.Miss(nameof(Deal), dealId.Value);
            return (null, null, await desk.StageAsync(session, lookup, toStageId));
        }

        if (row.Deal.OwnerId is { } owner) session.KnownTeams[owner] = row.OwnerTeam;
        var pipeline = await pipelines.GetAsync(session.Context, row.Deal.PipelineId,
            new DesignStamp(row.DesignVersion, row.DesignedAt), session.Cancelled);
        return (row.Deal, Find(pipeline, row.Deal.StageId),
            Find(pipeline, toStageId.Value) ?? await desk.StageAsync(session, lookup, toStageId));
    }

    private static Stage? Find(Pipeline pipeline, Guid id) => pipeline.Stages.FirstOrDefault(stage => stage.Id == id);
}
