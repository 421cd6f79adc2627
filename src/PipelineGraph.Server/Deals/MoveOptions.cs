using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Pipelines;

namespace PipelineGraph.Server.Deals;

/// <summary>
/// Dry runs of moves and wins, for many deals at once: the very rules that the mutations ask, over the same facts.
/// </summary>
internal sealed class MoveOptions(PipelineBook pipelines)
{
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<MoveOption>>> MovesAsync(
        ComputeRequest request, IReadOnlyList<Guid> deals)
        => (await ReadAsync(request, deals)).ToDictionary(each => each.Deal.Id, each => ProcessRules.OptionsFrom(
            each.Stage, each.MayMove, each.MayOverride, each.Unmet));

    public async Task<IReadOnlyDictionary<Guid, MoveVerdict>> WinsAsync(
        ComputeRequest request, IReadOnlyList<Guid> deals)
        => (await ReadAsync(request, deals)).ToDictionary(each => each.Deal.Id, each => each.MayMove
            ? ProcessRules.OfWin(each.Stage, each.MayOverride, each.Unmet)
            : MoveVerdict.Impossible);

    private async Task<List<Situation>> ReadAsync(ComputeRequest request, IReadOnlyList<Guid> deals)
    {
        var (context, cancelled) = ((PipelineDbContext)request.Context, request.Cancelled);
        var known = await KnownCaller.FindAsync(context, Caller.From(request.Caller!), cancelled);
        var changeable = context.Deals.Where(known.MayChange()).Select(deal => deal.Id);
        var rows = await context.Deals.AsNoTracking().Where(deal => deals.Contains(deal.Id))
            .Select(deal => new
            {
                Deal = deal,
                Design = new DesignStamp(deal.Pipeline.Version, deal.Pipeline.UpdatedAt),
                MayChange = changeable.Contains(deal.Id),
            })
            .ToListAsync(cancelled);

        var situations = new List<Situation>(rows.Count);
        foreach (var row in rows)
        {
            var pipeline = await pipelines.GetAsync(context, row.Deal.PipelineId, row.Design, cancelled);
            situations.Add(new Situation(row.Deal, pipeline.Stages.First(stage => stage.Id == row.Deal.StageId))
            {
                MayMove = row is { MayChange: true, Deal: { Status: DealStatus.Open, VoidedAt: null } },
                MayOverride = known.Caller.MayOverride(),
            });
        }
        var facts = await CriteriaFacts.ReadAsync(
            context, deals, situations.Where(each => ProcessRules.AsksExitCriteria(each.Stage))
                .Select(each => each.Stage).Distinct(), cancelled);
        return [.. situations.Select(each => each with
        {
            Unmet = ProcessRules.AsksExitCriteria(each.Stage) ? facts.Unmet(each.Deal, each.Stage) : [],
        })];
    }

    private sealed record Situation(Deal Deal, Stage Stage)
    {
        public bool MayMove { get; init; }
        public bool MayOverride { get; init; }
        public IReadOnlyList<ExitCriterion> Unmet { get; init; } = [];
    }
}
