using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Money;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Pipelines;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

/// <summary>Reads what changes of deals need: the deal, its stage with the pipeline, criteria, rates.</summary>
internal sealed class DealDesk(PipelineBook pipelines)
{
    /// <summary>A deal for change; one that the caller may not see counts as missing.</summary>
    /// <exception cref="GraphQL.ExecutionError">The caller sees it, but may not change it.</exception>
    public static async Task<Deal?> FindAsync(WriteSession session, Lookup lookup, NodeId<Deal> id)
    {
        var deal = await lookup.FindAsync(id, session.Context.Deals.Where(session.Known.MayChange()));
        if (deal is null) await RefuseSeenAsync(session, session.Context.Deals.Where(each => each.Id == id.Value));
        return deal;
    }

    /// <summary>A deal that the caller sees but may not change is no secret.</summary>
    /// <param name="denied">Deals that the caller may not change, as far as they exist.</param>
    /// <exception cref="GraphQL.ExecutionError">The caller sees one of them.</exception>
    public static async Task RefuseSeenAsync(WriteSession session, IQueryable<Deal> denied)
    {
        var sight = await session.SightAsync();
        var seen = sight is null ? denied : denied.Where(deal => sight.Owners.AsEnumerable().Contains(deal.OwnerId!.Value));
        if (await seen.AnyAsync(session.Cancelled)) throw RequestErrors.NotAuthorized();
    }

    /// <summary>A deal for change, checked against the version that the caller knows.</summary>
    /// <exception cref="NotFoundException">There is none for this caller.</exception>
    /// <exception cref="VersionConflictException">It has another version.</exception>
    public static async Task<Deal> FindAsync(WriteSession session, NodeId<Deal> id, int? expectedVersion)
    {
        var lookup = new Lookup(session);
        var deal = await FindAsync(session, lookup, id);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(expectedVersion, deal!.Version);
        return deal;
    }

    /// <summary>What hangs on a deal, with the deal, whose version is the one that counts.</summary>
    /// <param name="field">The input field that names it.</param>
    /// <param name="mayChange">Which deals count as the caller's to change; those of their role when left out.</param>
    public static async Task<(T Item, Deal Deal)> FindWithDealAsync<T>(
        WriteSession session, NodeId<T> id, string field, Func<T, Guid> dealOf, int? expectedVersion,
        Expression<Func<Deal, bool>>? mayChange = null) where T : class
    {
        var lookup = new Lookup(session);
        var deals = session.Context.Deals.Where(mayChange ?? session.Known.MayChange());
        // By one command, so that what is hidden and what is missing take the same.
        var item = await lookup.FindAsync(id, session.Context.Set<T>()
            .Where(each => deals.Any(deal => deal.Id == EF.Property<Guid>(each, nameof(Activity.DealId)))));
        if (item is null)
        {
            await RefuseSeenAsync(session, session.Context.Deals.Where(deal => session.Context.Set<T>()
                .Any(each => EF.Property<Guid>(each, "Id") == id.Value
                    && EF.Property<Guid>(each, nameof(Activity.DealId)) == deal.Id)));
        }
        lookup.ThrowIfAnyIsMissing();

        var deal = await session.Context.Deals.FindAsync([dealOf(item!)], session.Cancelled);
        VersionConflictException.ThrowUnless(expectedVersion, deal!.Version);
        if (deal.VoidedAt is not null) throw new InvalidInputException(field, "Its deal is voided.");
        return (item!, deal);
    }

    /// <summary>A stage with its pipeline, to be read only; null where there is none.</summary>
    public async Task<Stage?> StageAsync(WriteSession session, Guid id)
    {
        var place = await session.Context.Stages.Where(stage => stage.Id == id)
            .Select(stage => new { stage.PipelineId, Design = new DesignStamp(stage.Pipeline.Version, stage.Pipeline.UpdatedAt) })
            .FirstOrDefaultAsync(session.Cancelled);
        if (place is null) return null;

        var pipeline = await pipelines.GetAsync(session.Context, place.PipelineId, place.Design, session.Cancelled);
        return pipeline.Stages.First(stage => stage.Id == id);
    }

    /// <summary>A stage that an input names.</summary>
    public async Task<Stage?> StageAsync(WriteSession session, Lookup lookup, NodeId<Stage> id)
    {
        var stage = await StageAsync(session, id.Value);
        if (stage is null) lookup.Miss(nameof(Stage), id.Value);
        return stage;
    }

    /// <summary>A pipeline that an input names, to be read only.</summary>
    public async Task<Pipeline?> PipelineAsync(WriteSession session, Lookup lookup, NodeId<Pipeline> id)
    {
        var design = await session.Context.Pipelines.Where(pipeline => pipeline.Id == id.Value)
            .Select(pipeline => (DesignStamp?)new DesignStamp(pipeline.Version, pipeline.UpdatedAt))
            .FirstOrDefaultAsync(session.Cancelled);
        if (design is { } known) return await pipelines.GetAsync(session.Context, id.Value, known, session.Cancelled);

        lookup.Miss(nameof(Pipeline), id.Value);
        return null;
    }

    /// <summary>Where the deal stands, with its pipeline.</summary>
    public async Task<Stage> StageOfAsync(WriteSession session, Deal deal) => (await StageAsync(session, deal.StageId))!;

    /// <summary>Loads the visit that the next transition ends, or lets go on.</summary>
    public static Task LoadLastVisitAsync(WriteSession session, Deal deal)
        => session.Context.StageVisits.Where(visit => visit.DealId == deal.Id)
            .OrderByDescending(visit => visit.Sequence).Take(1).LoadAsync(session.Cancelled);

    /// <summary>The criteria of its stage that the deal does not fulfil.</summary>
    public static async Task<IReadOnlyList<ExitCriterion>> UnmetAsync(WriteSession session, Deal deal, Stage stage)
        => (await CriteriaFacts.ReadAsync(session.Context, [deal.Id], [stage], session.Cancelled)).Unmet(deal, stage);

    /// <summary>Rate between two currencies at an instant, 1/10,000,000,000; null without one.</summary>
    public static async Task<long?> RateAsync(WriteSession session, string from, string to, DateTime at)
        => from == to
            ? ExchangeRate.UnitsPerOne
            : await session.Context.ExchangeRates
                .Where(rate => rate.FromCurrency == from && rate.ToCurrency == to && rate.ValidFrom <= at)
                .OrderByDescending(rate => rate.ValidFrom).Select(rate => (long?)rate.RateUnits)
                .FirstOrDefaultAsync(session.Cancelled);
}
