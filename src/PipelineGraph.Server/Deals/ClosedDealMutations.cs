using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

/// <summary>What may still happen to a closed deal: it is corrected, voided, and followed by another.</summary>
internal sealed class ClosedDealMutations : MutationType
{
    private readonly DealDesk _desk;

    public ClosedDealMutations(PipelineWriter writer, DealDesk desk)
    {
        _desk = desk;
        Mutation<CorrectClosedDealInput, DealChanged>("correctClosedDeal",
                (input, call) => writer.WriteAsync(call, session => CorrectAsync(session, input)))
            .Description("Corrects what is known of a closed deal; the old values are kept in its changes. Fields left out "
                + "stay as they are.")
            .Values(input => input.Correction().ValueFaults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealNotClosedException>()
            .AllowedTo(Allowed.Correctors);
        Mutation<VoidDealInput, DealChanged>("voidDeal",
                (input, call) => writer.WriteAsync(call, session => VoidAsync(session, input)))
            .Description("Marks a deal as entered by mistake or twice: it stays readable by id, and is in no list, metric "
                + "or alert. For good.")
            .Values(input => TextFaults.OfRequired("reason", input.Reason, TextLimits.Reason))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.Correctors);
        Mutation<CreateFollowUpDealInput, DealChanged>("createFollowUpDeal",
                (input, call) => writer.WriteAsync(call, session => FollowAsync(session, input)))
            .Description("Creates the deal that grows from a won one, with its account, contact, currency and owner.")
            .Values(input => input.Edit().Faults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, MoveNotAllowedException>()
            .AllowedTo(Allowed.DealWriters);
    }

    private async Task<DealChanged> CorrectAsync(WriteSession session, CorrectClosedDealInput input)
    {
        var lookup = new Lookup(session);
        var deal = await DealDesk.FindAsync(session, lookup, input.DealId);
        await lookup.FindAsync(input.OwnerId.Value);
        if (deal is not null) lookup.AddToMissing(input.Correction().Faults(deal, session.Now));
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, deal!.Version);

        await DealDesk.LoadLastVisitAsync(session, deal);
        var stage = await _desk.StageOfAsync(session, deal);
        var rate = input.Currency.IsSet || input.ClosedAt is not null
            ? new Change<long?>(await DealDesk.RateAsync(session, input.Currency.Or(deal.Currency)!,
                stage.Pipeline.Currency, input.ClosedAt ?? deal.ClosedAt ?? session.Now))
            : (Change<long?>?)null;
        deal.Correct(input.Correction() with { RateUnits = rate }, session.At());
        return DealChanged.Of(deal);
    }

    private static async Task<DealChanged> VoidAsync(WriteSession session, VoidDealInput input)
    {
        var deal = await DealDesk.FindAsync(session, input.DealId, input.ExpectedVersion);
        deal.Void(input.Reason, session.At());
        return DealChanged.Of(deal);
    }

    private async Task<DealChanged> FollowAsync(WriteSession session, CreateFollowUpDealInput input)
    {
        var lookup = new Lookup(session);
        var won = await DealDesk.FindAsync(session, lookup, input.DealId);
        var pipeline = input.PipelineId is { } id ? await _desk.PipelineAsync(session, lookup, id) : null;
        var stage = input.StageId is { } stageId ? await _desk.StageAsync(session, lookup, stageId) : null;
        await lookup.FindAsync(input.OwnerId);
        if (pipeline is not null && stage is not null && stage.PipelineId != pipeline.Id)
            lookup.Refuse("stageId", "The stage is of another pipeline.");
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, won!.Version);
        if (input.OwnerId is { Value: var owner } && owner != session.Known.SalesRepId && !session.Caller.MayAssign())
            throw RequestErrors.NotAuthorized();

        pipeline ??= stage?.Pipeline ?? (await _desk.StageOfAsync(session, won)).Pipeline;
        stage ??= pipeline.StagesInUse().First();

        var contact = won.PrimaryContactId is { } contactId
            ? await session.Context.Contacts.FindAsync([contactId], session.Cancelled)
            : null;
        var deal = won.StartFollowUp(stage, session.At(), input.Edit(), primaryContact: contact);
        session.Context.Add(deal);
        return DealChanged.Of(deal);
    }
}
