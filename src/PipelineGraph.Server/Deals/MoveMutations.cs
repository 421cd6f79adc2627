using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

/// <summary>Deals go from stage to stage, one or many, and back.</summary>
internal sealed class MoveMutations : MutationType
{
    private readonly DealDesk _desk;
    private readonly MoveDesk _moves;

    public MoveMutations(PipelineWriter writer, DealDesk desk, MoveDesk moves, BulkMoves bulk)
    {
        (_desk, _moves) = (desk, moves);
        Mutation<MoveDealInput, DealMoved>("moveDeal",
                (input, call) => writer.WriteAsync(call, session => MoveAsync(session, input)))
            .Description("Moves an open deal to another stage by its pipeline's process. `Deal.moveOptions` tells before "
                + "what is allowed. A refusal has MoveNotAllowedError, and ExitCriteriaNotMetError when criteria are "
                + "unmet.")
            .Values(input => new Justification(input.Reason).Faults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException,
                ExitCriteriaNotMetException, MoveNotAllowedException>()
            .AllowedTo(Allowed.DealWriters);
        Mutation<MoveDealsInput, DealsMoved>("moveDeals",
                (input, call) => writer.WriteAsync(call, session => bulk.MoveAsync(session, input)))
            .Description("Moves up to 100 open deals to one stage, each with a result of its own.")
            .Check(BulkMoves.Check)
            .Refusals<NotFoundException, InvalidInputException, BulkMoveRefusedException>()
            .AllowedTo(Allowed.DealWriters);
        Mutation<UndoMoveInput, DealMoved>("undoMove",
                (input, call) => writer.WriteAsync(call, session => UndoAsync(session, input)))
            .Description("Takes back a deal's latest move, win, loss, disqualification, reopening or transfer, within 15 "
                + "minutes of its recording. The history keeps both; metrics ignore both. What others did only managers "
                + "and admins take back.")
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, UndoExpiredException>()
            .AllowedTo(Allowed.DealWriters);
    }

    private async Task<DealMoved> MoveAsync(WriteSession session, MoveDealInput input)
    {
        var lookup = new Lookup(session);
        var (deal, from, to) = await _moves.FindAsync(session, lookup, input.DealId, input.ToStageId);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, deal!.Version);

        var unmet = ProcessRules.AsksExitCriteria(from!, to!) ? await DealDesk.UnmetAsync(session, deal, from!) : [];
        var why = new Justification(input.Reason, input.Override ?? false, session.Caller.MayOverride());
        return DealMoved.Of(deal, deal.Move(from!, to!, session.At(input.EffectiveAt), why, unmet));
    }

    private async Task<DealMoved> UndoAsync(WriteSession session, UndoMoveInput input)
    {
        var deal = await DealDesk.FindAsync(session, input.DealId, input.ExpectedVersion);
        await LoadLatestAsync(session, deal);
        var undone = deal.LatestTransition();
        if (!session.Caller.MayOverride() && !await IsOwnAsync(session, undone)) throw RequestErrors.NotAuthorized();

        var restored = await _desk.StageAsync(session, undone.FromStageId ?? deal.StageId);
        return DealMoved.Of(deal, deal.Undo(restored!, session.At(), await ClosingRateAsync(session, deal, undone)));
    }

    /// <summary>Two visits, because an undo takes out the last one and lets the one before go on.</summary>
    private static async Task LoadLatestAsync(WriteSession session, Deal deal)
    {
        var context = session.Context;
        await context.StageTransitions.Where(move => move.DealId == deal.Id && move.Sequence == deal.TransitionCount)
            .LoadAsync(session.Cancelled);
        await context.StageVisits.Where(visit => visit.DealId == deal.Id)
            .OrderByDescending(visit => visit.Sequence).Take(2).LoadAsync(session.Cancelled);
        await context.FieldChanges
            .Where(change => change.DealId == deal.Id && change.TransitionSequence == deal.TransitionCount)
            .LoadAsync(session.Cancelled);
    }

    private static async Task<bool> IsOwnAsync(WriteSession session, StageTransition undone)
        => undone.ActorId == session.Actor.Id
            || await session.Context.Actors.AnyAsync(
                actor => actor.Id == undone.ActorId && actor.Subject == session.Caller.Subject, session.Cancelled);

    /// <summary>The rate at the close that a reopening took away; it is found again, as it was then.</summary>
    private async Task<long?> ClosingRateAsync(WriteSession session, Deal deal, StageTransition undone)
    {
        if (undone.Kind != TransitionKind.Reopened) return null;

        var closedAt = deal.Changes.Single(change => change.Field == TrackedField.ClosedAt
            && change.TransitionSequence == undone.Sequence).OldValue!;
        var stage = await _desk.StageOfAsync(session, deal);
        return await DealDesk.RateAsync(session, deal.Currency, stage.Pipeline.Currency,
            DateTime.Parse(closedAt, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal));
    }
}
