using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

/// <summary>Deals begin, and what is known of them changes.</summary>
internal sealed class DealMutations : MutationType
{
    private readonly DealDesk _desk;

    public DealMutations(PipelineWriter writer, DealDesk desk)
    {
        _desk = desk;
        Mutation<CreateDealInput, DealChanged>("createDeal",
                (input, call) => writer.WriteAsync(call, session => CreateAsync(session, input)))
            .Description("Creates an open deal in a stage of a pipeline.")
            .Values(input => [.. input.Edit().Faults(), .. new Justification(input.Reason).Faults()])
            .Refusals<NotFoundException, InvalidInputException, MoveNotAllowedException>()
            .AllowedTo(Allowed.DealWriters);
        Mutation<UpdateDealInput, DealChanged>("updateDeal",
                (input, call) => writer.WriteAsync(call, session => UpdateAsync(session, input)))
            .Description("Changes what is known of an open deal; every change is kept. Fields left out stay as they "
                + "are, null clears.")
            .Values(input => input.Edit().Faults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException>()
            .AllowedTo(Allowed.DealWriters);
        Mutation<AssignDealInput, DealChanged>("assignDeal",
                (input, call) => writer.WriteAsync(call, session => AssignAsync(session, input)))
            .Description("Gives an open deal to a sales rep, or to nobody.")
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException>()
            .AllowedTo(Allowed.Assigners);
        Mutation<QualifyDealInput, DealChanged>("qualifyDeal",
                (input, call) => writer.WriteAsync(call, session => QualifyAsync(session, input)))
            .Description("Rates factors of an open deal's qualification; the score follows. Factors left out stay as "
                + "they are.")
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException>()
            .AllowedTo(Allowed.DealWriters);
    }

    private async Task<DealChanged> CreateAsync(WriteSession session, CreateDealInput input)
    {
        var lookup = new Lookup(session);
        var pipeline = await _desk.PipelineAsync(session, lookup, input.PipelineId);
        var stage = input.StageId is { } stageId
            ? await _desk.StageAsync(session, lookup, stageId)
            : pipeline?.StagesInUse().First();
        await lookup.FindAsync(input.AccountId);
        await lookup.FindAsync(input.OwnerId);
        var contact = await lookup.FindAsync(input.PrimaryContactId);
        await ExternalIds.CheckAsync(session, lookup, input.ExternalId, deal: null);
        if (stage is not null && pipeline is not null && stage.PipelineId != pipeline.Id)
            lookup.Refuse("stageId", "The stage is of another pipeline.");
        lookup.ThrowIfAnyIsMissing();

        var details = input.Edit() with { OwnerId = new(OwnerOf(session, input)) };
        var deal = Deal.Start(input.Title, stage!, input.Currency ?? pipeline!.Currency,
            session.At(input.CreatedAt, "createdAt"), details,
            new Justification(input.Reason, input.Override ?? false, session.Caller.MayOverride()), contact);
        session.Context.Add(deal);
        return DealChanged.Of(deal);
    }

    private static Guid? OwnerOf(WriteSession session, CreateDealInput input)
    {
        var own = session.Known.SalesRepId;
        if (input.OwnerId is not { Value: var owner }) return own;
        return owner == own || session.Caller.MayAssign() ? owner : throw RequestErrors.NotAuthorized();
    }

    private static async Task<DealChanged> UpdateAsync(WriteSession session, UpdateDealInput input)
    {
        var lookup = new Lookup(session);
        var deal = await DealDesk.FindAsync(session, lookup, input.DealId);
        await lookup.FindAsync(input.AccountId.Value);
        var contact = await lookup.FindAsync(input.PrimaryContactId.Value);
        await ExternalIds.CheckAsync(session, lookup, input.ExternalId.Value, deal);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, deal!.Version);

        if (deal.ContactToCheck(input.Edit()) is { } asked && contact is null)
            contact = await session.Context.Contacts.FirstAsync(each => each.Id == asked, session.Cancelled);
        deal.Edit(input.Edit(), session.At(), contact);
        return DealChanged.Of(deal);
    }

    private static async Task<DealChanged> AssignAsync(WriteSession session, AssignDealInput input)
    {
        var lookup = new Lookup(session);
        var deal = await DealDesk.FindAsync(session, lookup, input.DealId);
        var owner = await lookup.FindAsync(input.OwnerId);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, deal!.Version);

        deal.Edit(new DealEdit { OwnerId = new(owner?.Id) }, session.At());
        return DealChanged.Of(deal);
    }

    private static async Task<DealChanged> QualifyAsync(WriteSession session, QualifyDealInput input)
    {
        var deal = await DealDesk.FindAsync(session, input.DealId, input.ExpectedVersion);
        deal.Edit(input.Edit(), session.At());
        return DealChanged.Of(deal);
    }
}
