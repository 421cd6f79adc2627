using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Pipelines;

/// <summary>Reads pipelines for change, with their stages and criteria.</summary>
internal static class PipelineDesk
{
    /// <summary>A pipeline that an input names.</summary>
    public static Task<Pipeline?> FindAsync(WriteSession session, Lookup lookup, NodeId<Pipeline> id)
        => lookup.FindAsync(id, Designs(session));

    /// <summary>A pipeline for change, checked against the version that the caller knows.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="VersionConflictException">It has another version.</exception>
    public static async Task<Pipeline> FindAsync(WriteSession session, NodeId<Pipeline> id, int? expectedVersion)
    {
        var lookup = new Lookup(session);
        var pipeline = await FindAsync(session, lookup, id);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(expectedVersion, pipeline!.Version);
        return pipeline;
    }

    /// <summary>A stage for change, with its pipeline; null where there is none.</summary>
    public static async Task<Stage?> FindStageAsync(WriteSession session, Lookup lookup, NodeId<Stage> id)
    {
        var pipeline = await Designs(session)
            .FirstOrDefaultAsync(each => each.Stages.Any(stage => stage.Id == id.Value), session.Cancelled);
        if (pipeline is null) lookup.Miss(nameof(Stage), id.Value);
        return pipeline?.Stages.First(stage => stage.Id == id.Value);
    }

    /// <summary>
    /// Stages of a pipeline that holds deals which the caller cannot see are changed by admins only: others would move
    /// what is hidden from them.
    /// </summary>
    public static async Task RequireSightAsync(WriteSession session, Pipeline pipeline)
    {
        if (await session.SightAsync() is not { Owners: var owners }) return;

        if (await session.Context.Deals.AnyAsync(deal => deal.PipelineId == pipeline.Id
                && (deal.OwnerId == null || !owners.AsEnumerable().Contains(deal.OwnerId.Value)), session.Cancelled))
            throw RequestErrors.NotAuthorized();
    }

    public static Task<int> CountOpenAsync(WriteSession session, Pipeline pipeline)
        => session.Context.Deals.CountAsync(deal => deal.PipelineId == pipeline.Id
            && deal.Status == DealStatus.Open && deal.VoidedAt == null, session.Cancelled);

    private static IQueryable<Pipeline> Designs(WriteSession session)
        => session.Context.Pipelines.AsSingleQuery()
            .Include(pipeline => pipeline.Stages).ThenInclude(stage => stage.ExitCriteria);
}
