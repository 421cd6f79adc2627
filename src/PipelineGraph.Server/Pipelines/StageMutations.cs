using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Pipelines;

/// <summary>Stages are added, updated, put in order and removed.</summary>
internal sealed class StageMutations : MutationType
{
    public StageMutations(PipelineWriter writer)
    {
        Mutation<AddStageInput, StageAdded>("addStage",
                (input, call) => writer.WriteAsync(call, session => AddAsync(session, input)))
            .Description("Adds a stage to a pipeline.")
            .Values(input => input.Stage.Definition(0, 1).Faults("stage."))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.PipelineDesigners);
        Mutation<UpdateStageInput, StageChanged>("updateStage",
                (input, call) => writer.WriteAsync(call, session => UpdateAsync(session, input)))
            .Description("Changes a stage; history keeps its name as it reads now. Fields left out stay as they are, null "
                + "clears.")
            .Values(input => input.Edit().Faults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.PipelineDesigners);
        Mutation<ReorderStagesInput, PipelineChanged>("reorderStages",
                (input, call) => writer.WriteAsync(call, session => ReorderAsync(session, input)))
            .Description("Brings a pipeline's stages into another order.")
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.PipelineDesigners);
        Mutation<RemoveStageInput, PipelineChanged>("removeStage",
                (input, call) => writer.WriteAsync(call, session => RemoveAsync(session, input)))
            .Description("Takes a stage out of use; it stays readable in old transitions. Its open deals go to another "
                + "stage, as transfers with the reason `stage removed`.")
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, StageInUseException>()
            .AllowedTo(Allowed.PipelineDesigners);
    }

    private static async Task<StageAdded> AddAsync(WriteSession session, AddStageInput input)
    {
        var pipeline = await PipelineDesk.FindAsync(session, input.PipelineId, input.ExpectedVersion);
        await PipelineDesk.RequireSightAsync(session, pipeline);

        var count = pipeline.StagesInUse().Count() + 1;
        var definition = input.Stage.Definition((input.Position ?? count) - 1, count);
        var stage = pipeline.AddStage(definition, session.Now, input.Position);
        session.Context.Add(stage);
        return new StageAdded(PipelineChanged.Of(pipeline).Pipeline, StageChanged.Of(stage).Stage);
    }

    private static async Task<StageChanged> UpdateAsync(WriteSession session, UpdateStageInput input)
    {
        var lookup = new Lookup(session);
        var stage = await PipelineDesk.FindStageAsync(session, lookup, input.StageId);
        await lookup.FindAllAsync(
            (input.ExitCriteria ?? []).Select(criterion => criterion.Id).OfType<NodeId<ExitCriterion>>());
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, stage!.Pipeline.Version);

        await PipelineDesk.RequireSightAsync(session, stage.Pipeline);
        stage.Pipeline.EditStage(stage, input.Edit(), session.Now);
        return StageChanged.Of(stage);
    }

    private static async Task<PipelineChanged> ReorderAsync(WriteSession session, ReorderStagesInput input)
    {
        var lookup = new Lookup(session);
        var pipeline = await PipelineDesk.FindAsync(session, lookup, input.PipelineId);
        await lookup.FindAllAsync(input.StageIds);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, pipeline!.Version);

        await PipelineDesk.RequireSightAsync(session, pipeline);
        pipeline.Reorder([.. input.StageIds.Select(id => id.Value)], session.Now);
        return PipelineChanged.Of(pipeline);
    }

    private static async Task<PipelineChanged> RemoveAsync(WriteSession session, RemoveStageInput input)
    {
        var lookup = new Lookup(session);
        var stage = await PipelineDesk.FindStageAsync(session, lookup, input.StageId);
        var successor = input.MoveOpenDealsTo is { } id ? await PipelineDesk.FindStageAsync(session, lookup, id) : null;
        lookup.ThrowIfAnyIsMissing();
        var pipeline = stage!.Pipeline;
        VersionConflictException.ThrowUnless(input.ExpectedVersion, pipeline.Version);

        await PipelineDesk.RequireSightAsync(session, pipeline);
        if (successor is not null) pipeline.RequireSuccessor(stage, successor);
        var open = session.Context.Deals
            .Where(deal => deal.StageId == stage.Id && deal.Status == DealStatus.Open && deal.VoidedAt == null);
        var stay = successor is null ? await open.CountAsync(session.Cancelled) : 0;
        // Removed first, because this refuses what the moves before it could not take back.
        var leaving = successor is null ? [] : await LoadAsync(session, open);
        pipeline.RemoveStage(stage, session.Now, stay);
        foreach (var deal in leaving) deal.LeaveRemovedStage(stage, successor!, session.At());
        return PipelineChanged.Of(pipeline);
    }

    /// <summary>With the running visits, which the moves end; in the order of the ids, as bulk moves write them.</summary>
    private static async Task<List<Deal>> LoadAsync(WriteSession session, IQueryable<Deal> open)
    {
        var deals = await open.OrderBy(deal => deal.Id).ToListAsync(session.Cancelled);
        await session.Context.StageVisits
            .Where(visit => visit.ExitedAt == null && open.Any(deal => deal.Id == visit.DealId))
            .LoadAsync(session.Cancelled);
        return deals;
    }
}
