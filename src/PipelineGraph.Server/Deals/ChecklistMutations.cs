using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

internal sealed record CompleteChecklistItemInput(
    [property: Description("The deal, open.")] NodeId<Deal> DealId,
    [property: Description("An exit criterion of the kind CHECKLIST_ITEM, of the deal's pipeline.")]
    NodeId<ExitCriterion> CriterionId,
    [property: Description("What is to be remembered of it, at most 10,000 characters.")] string? Note,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);

internal sealed record ClearChecklistItemInput(
    [property: Description("The deal, open.")] NodeId<Deal> DealId,
    [property: Description("An exit criterion that is ticked off for this deal.")]
    NodeId<ExitCriterion> CriterionId,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);

/// <summary>Items of a deal's checklist are ticked off, and cleared.</summary>
internal sealed class ChecklistMutations : MutationType
{
    public ChecklistMutations(PipelineWriter writer)
    {
        Mutation<CompleteChecklistItemInput, DealChanged>("completeChecklistItem", (input, call) => writer.WriteAsync(
                call, session => CompleteAsync(session, input)))
            .Description("Ticks off an item of a deal's checklist.")
            .Values(input => TextFaults.OfOptional("note", input.Note, TextLimits.Note))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException>()
            .AllowedTo(Allowed.DealWriters);
        Mutation<ClearChecklistItemInput, DealChanged>("clearChecklistItem", (input, call) => writer.WriteAsync(
                call, session => ClearAsync(session, input)))
            .Description("Takes back that an item of a deal's checklist was ticked off.")
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException>()
            .AllowedTo(Allowed.DealWriters);
    }

    private static async Task<DealChanged> CompleteAsync(WriteSession session, CompleteChecklistItemInput input)
    {
        var (deal, criterion) = await FindAsync(session, input.DealId, input.CriterionId, input.ExpectedVersion);
        deal.CompleteChecklistItem(criterion, session.At(), input.Note);
        return DealChanged.Of(deal);
    }

    private static async Task<DealChanged> ClearAsync(WriteSession session, ClearChecklistItemInput input)
    {
        var (deal, criterion) = await FindAsync(session, input.DealId, input.CriterionId, input.ExpectedVersion);
        deal.ClearChecklistItem(criterion, session.At());
        return DealChanged.Of(deal);
    }

    private static async Task<(Deal Deal, ExitCriterion Criterion)> FindAsync(
        WriteSession session, NodeId<Deal> dealId, NodeId<ExitCriterion> criterionId, int? expectedVersion)
    {
        var lookup = new Lookup(session);
        var deal = await DealDesk.FindAsync(session, lookup, dealId);
        var criterion = await lookup.FindAsync(criterionId, session.Context.ExitCriteria.Include(each => each.Stage));
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(expectedVersion, deal!.Version);
        if (criterion!.Stage.PipelineId != deal.PipelineId)
            throw new InvalidInputException("criterionId", "It is of another pipeline.");

        await session.Context.ChecklistCompletions
            .Where(done => done.DealId == deal.Id && done.CriterionId == criterion.Id).LoadAsync(session.Cancelled);
        return (deal, criterion);
    }
}
