using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

/// <summary>Many deals to one stage, in one transaction; each is moved as <c>moveDeal</c> moves it.</summary>
internal sealed class BulkMoves(DealDesk desk)
{
    private const int Most = 100;

    public static void Check(MoveDealsInput input, InputFaults faults)
    {
        if (input.Deals.Count is < 1 or > Most) faults.Add("deals", $"It must have 1 to {Most} items.");
        faults.AddAll(new Justification(input.Reason).Faults());   // once, not for each deal
    }

    /// <exception cref="RefusedWithDataException">It is atomic, and a deal is refused.</exception>
    public async Task<DealsMoved> MoveAsync(WriteSession session, MoveDealsInput input)
    {
        var lookup = new Lookup(session);
        var to = await desk.StageAsync(session, lookup, input.ToStageId);
        lookup.ThrowIfAnyIsMissing();

        var deals = await LoadAsync(session, input);
        var unmet = await UnmetAsync(session, deals.Values, to!);
        var why = new Justification(input.Reason, input.Override ?? false, session.Caller.MayOverride());
        var results = new List<MoveDealResult>(input.Deals.Count);
        foreach (var item in input.Deals)
            results.Add(await ResultAsync(item, () => MoveAsync(session, deals, item, to!, why, unmet)));

        var refused = results.Count(result => result.Errors is not null);
        return input.Atomic && refused > 0
            ? throw new RefusedWithDataException(Undone(results), new BulkMoveRefusedException(refused))
            : new DealsMoved(results);
    }

    private static DealsMoved Undone(IEnumerable<MoveDealResult> results)
        => new([.. results.Select(result => result with { Deal = null, Transition = null })]);

    private async Task<StageTransition> MoveAsync(
        WriteSession session, Dictionary<Guid, Deal> deals, MoveDealsItem item, Stage to, Justification why,
        CriteriaFacts facts)
    {
        var deal = deals.GetValueOrDefault(item.DealId.Value)
            ?? throw new NotFoundException(nameof(Deal), item.DealId.Value);
        VersionConflictException.ThrowUnless(item.ExpectedVersion, deal.Version);

        var from = await desk.StageOfAsync(session, deal);
        var unmet = ProcessRules.AsksExitCriteria(from, to) ? facts.Unmet(deal, from) : [];
        return deal.Move(from, to, session.At(), why, unmet);
    }

    /// <summary>A refusal leaves the deal as it was, so that the others are saved without it.</summary>
    private static async Task<MoveDealResult> ResultAsync(MoveDealsItem item, Func<Task<StageTransition>> move)
    {
        try
        {
            var moved = await move();
            return new MoveDealResult(item.DealId, item.DealId, new NodeId<StageTransition>(moved.Id), Errors: null);
        }
        catch (AggregateException refusals) when (refusals.InnerExceptions.All(IsRefusal))
        {
            return new MoveDealResult(item.DealId, Deal: null, Transition: null, refusals.InnerExceptions);
        }
        catch (Exception refusal) when (IsRefusal(refusal))
        {
            return new MoveDealResult(item.DealId, Deal: null, Transition: null, [refusal]);
        }
    }

    private static bool IsRefusal(Exception fault) => fault is NotFoundException or InvalidInputException
        or VersionConflictException or DealClosedException or ExitCriteriaNotMetException or MoveNotAllowedException;

    /// <summary>In the order of their ids, in which their rows are then written, so that two bulk moves never wait for
    /// each other.</summary>
    private static async Task<Dictionary<Guid, Deal>> LoadAsync(WriteSession session, MoveDealsInput input)
    {
        var ids = input.Deals.Select(item => item.DealId.Value).Distinct().ToArray();
        var deals = await session.Context.Deals.Where(session.Known.MayChange())
            .Where(deal => ids.Contains(deal.Id)).OrderBy(deal => deal.Id).ToDictionaryAsync(deal => deal.Id, session.Cancelled);
        await session.Context.StageVisits.Where(visit => ids.Contains(visit.DealId) && visit.ExitedAt == null)
            .LoadAsync(session.Cancelled);
        var denied = ids.Except(deals.Keys).ToArray();
        if (denied.Length > 0)
            await DealDesk.RefuseSeenAsync(session, session.Context.Deals.Where(deal => denied.Contains(deal.Id)));
        return deals;
    }

    private async Task<CriteriaFacts> UnmetAsync(WriteSession session, IReadOnlyCollection<Deal> deals, Stage to)
    {
        var stages = new Dictionary<Guid, Stage>();
        foreach (var deal in deals)
        {
            if (!stages.ContainsKey(deal.StageId)) stages.Add(deal.StageId, await desk.StageOfAsync(session, deal));
        }
        return await CriteriaFacts.ReadAsync(session.Context, [.. deals.Select(deal => deal.Id)],
            stages.Values.Where(from => ProcessRules.AsksExitCriteria(from, to)), session.Cancelled);
    }
}
