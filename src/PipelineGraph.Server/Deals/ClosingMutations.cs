using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

/// <summary>Deals end, and open again.</summary>
internal sealed class ClosingMutations : MutationType
{
    private readonly DealDesk _desk;

    public ClosingMutations(PipelineWriter writer, DealDesk desk)
    {
        _desk = desk;
        Mutation<WinDealInput, DealMoved>("winDeal",
                (input, call) => writer.WriteAsync(call, session => WinAsync(session, input)))
            .Description("Closes an open deal as won, from its pipeline's last stage with the criteria met; "
                + "`Deal.winOption` tells before what is missing.")
            .Values(input => input.Closing().Faults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException,
                ExitCriteriaNotMetException, MoveNotAllowedException>()
            .AllowedTo(Allowed.DealWriters);
        Mutation<LoseDealInput, DealMoved>("loseDeal",
                (input, call) => writer.WriteAsync(call, session => LoseAsync(session, input)))
            .Description("Closes an open deal as lost, from any stage.")
            .Values(input => input.Closing().Faults(needsNote: input.LossReason == LossReason.Other))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException>()
            .AllowedTo(Allowed.DealWriters);
        Mutation<DisqualifyDealInput, DealMoved>("disqualifyDeal",
                (input, call) => writer.WriteAsync(call, session => DisqualifyAsync(session, input)))
            .Description("Takes out an open deal that does not fit, from any stage: neither won nor lost.")
            .Values(input => input.Closing().Faults(needsNote: true))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException>()
            .AllowedTo(Allowed.DealWriters);
        Mutation<ReopenDealInput, DealMoved>("reopenDeal",
                (input, call) => writer.WriteAsync(call, session => ReopenAsync(session, input)))
            .Description("Opens a closed deal again, where a new visit of a stage begins.")
            .Values(input => new Justification(input.Reason).Faults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealNotClosedException,
                MoveNotAllowedException>()
            .AllowedTo(Allowed.DealWriters);
    }

    private async Task<DealMoved> WinAsync(WriteSession session, WinDealInput input)
    {
        var deal = await DealDesk.FindAsync(session, input.DealId, input.ExpectedVersion);
        var (stage, at) = await PrepareAsync(session, deal, input.ClosedAt);
        var unmet = ProcessRules.AsksExitCriteria(stage) ? await DealDesk.UnmetAsync(session, deal, stage) : [];
        var why = new Justification(input.Reason, input.Override ?? false, session.Caller.MayOverride());
        var closing = input.Closing() with { RateUnits = await RateAsync(session, deal, stage, at) };
        return DealMoved.Of(deal, deal.Win(stage, at, closing, why, unmet));
    }

    private async Task<DealMoved> LoseAsync(WriteSession session, LoseDealInput input)
    {
        var deal = await DealDesk.FindAsync(session, input.DealId, input.ExpectedVersion);
        var (stage, at) = await PrepareAsync(session, deal, input.ClosedAt);
        var closing = input.Closing() with { RateUnits = await RateAsync(session, deal, stage, at) };
        return DealMoved.Of(deal, deal.Lose(stage, at, input.LossReason, closing));
    }

    private async Task<DealMoved> DisqualifyAsync(WriteSession session, DisqualifyDealInput input)
    {
        var deal = await DealDesk.FindAsync(session, input.DealId, input.ExpectedVersion);
        var (stage, at) = await PrepareAsync(session, deal, input.ClosedAt);
        var closing = input.Closing() with { RateUnits = await RateAsync(session, deal, stage, at) };
        return DealMoved.Of(deal, deal.Disqualify(stage, at, closing));
    }

    private async Task<DealMoved> ReopenAsync(WriteSession session, ReopenDealInput input)
    {
        var lookup = new Lookup(session);
        var deal = await DealDesk.FindAsync(session, lookup, input.DealId);
        var to = input.ToStageId is { } stageId ? await _desk.StageAsync(session, lookup, stageId) : null;
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, deal!.Version);

        var closedIn = await _desk.StageOfAsync(session, deal);
        await DealDesk.LoadLastVisitAsync(session, deal);
        var why = new Justification(input.Reason, input.Override ?? false, session.Caller.MayOverride());
        return DealMoved.Of(deal, deal.Reopen(closedIn, session.At(), why, to));
    }

    private async Task<(Stage Stage, Recording At)> PrepareAsync(WriteSession session, Deal deal, DateTime? closedAt)
    {
        var stage = await _desk.StageOfAsync(session, deal);
        await DealDesk.LoadLastVisitAsync(session, deal);
        return (stage, session.At(closedAt, "closedAt"));
    }

    private static Task<long?> RateAsync(WriteSession session, Deal deal, Stage stage, Recording at)
        => DealDesk.RateAsync(session, deal.Currency, stage.Pipeline.Currency, at.EffectiveAt);
}
