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
            .Check((input, faults) => CheckCorrection(input, faults))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealNotClosedException>()
            .AllowedTo(Allowed.Correctors);
        Mutation<VoidDealInput, DealChanged>("voidDeal",
                (input, call) => writer.WriteAsync(call, session => VoidAsync(session, input)))
            .Description("Marks a deal as entered by mistake or twice: it stays readable by id, and is in no list, metric "
                + "or alert. For good.")
            .Check((input, faults) => CheckReason(input.Reason, faults))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.Correctors);
        Mutation<CreateFollowUpDealInput, DealChanged>("createFollowUpDeal",
                (input, call) => writer.WriteAsync(call, session => FollowAsync(session, input)))
            .Description("Creates the deal that grows from a won one, with its account, contact, currency and owner.")
            .Check((input, faults) => faults.AddToFaultyIds(input.Edit().Faults))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, MoveNotAllowedException>()
            .AllowedTo(Allowed.DealWriters);
    }

    private static void CheckReason(string reason, InputFaults faults)
    {
        if (string.IsNullOrWhiteSpace(reason)) faults.Add("reason", "It must not be blank.");
    }

    /// <summary>A blank reason alone is told by the domain, with all that is wrong for the deal.</summary>
    private static void CheckCorrection(CorrectClosedDealInput input, InputFaults faults)
    {
        if (faults.Any) CheckReason(input.Reason, faults);
    }

    private async Task<DealChanged> CorrectAsync(WriteSession session, CorrectClosedDealInput input)
    {
        var lookup = new Lookup(session);
        var deal = await DealDesk.FindAsync(session, lookup, input.DealId);
        await lookup.FindAsync(input.OwnerId.Value);
        lookup.ThrowIfAnyIsMissing(deal is null ? null : input.Correction().Faults(deal, session.Now));
        VersionConflictException.ThrowUnless(input.ExpectedVersion, deal!.Version);

        await DealDesk.LoadLastVisitAsync(session, deal);
        var stage = await _desk.StageOfAsync(session, deal);
        var rate = input.Currency.IsSet || input.ClosedAt is not null
            ? new Change<long?>(await DealDesk.RateAsync(session, input.Currency.Or(deal.Currency)!,
                stage.Pipeline.Currency, input.ClosedAt ?? deal.ClosedAt ?? session.Now))
            : (Change<long?>?)null;
        deal.Correct(input.Correction() with { RateUnits = rate, Reason = input.Reason }, session.At());
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
        lookup.ThrowIfAnyIsMissing(input.Edit().Faults());
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
