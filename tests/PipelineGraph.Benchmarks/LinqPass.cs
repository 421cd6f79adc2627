using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Money;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Benchmarks;

/// <summary>The same pass as EF Core's documentation would have it: one LINQ query with the lists in it.</summary>
internal sealed class LinqPass(PipelineDbContext context, MetricsScope scope, HashSet<Guid> stalled)
{
    private readonly Dictionary<Guid, int> _stages = scope.Frame.Stages.Index().ToDictionary(s => s.Item.Id, s => s.Index);

    internal void Run(RivalFigures take)
    {
        var pipeline = scope.Pipeline.Id;
        var deals = context.Deals.AsNoTracking().AsSingleQuery()
            .Where(deal => deal.VoidedAt == null
                && (deal.PipelineId == pipeline || deal.Visits.Any(visit => visit.Stage.PipelineId == pipeline)))
            .OrderBy(deal => deal.Id)
            .Select(deal => new
            {
                Deal = deal,
                Visits = deal.Visits.OrderBy(visit => visit.Sequence).ToList(),
                Owners = deal.Changes.Where(change => change.Field == TrackedField.Owner)
                    .OrderBy(change => change.Sequence).ToList(),
            });
        foreach (var each in deals) take.Add(Snapshot(each.Deal, each.Visits, each.Owners));
    }

    private DealSnapshot Snapshot(Deal deal, List<StageVisit> visits, List<FieldChange> owners)
    {
        var isClosed = deal.Status != DealStatus.Open;
        var rate = isClosed && deal.Currency != scope.Currency
            ? deal.ClosingRateUnits
            : scope.Rates.At(deal.Currency, scope.Frame.AsOf);
        return new DealSnapshot
        {
            Id = deal.Id,
            Status = deal.Status,
            Stage = _stages.GetValueOrDefault(deal.StageId, -1),
            CreatedAt = deal.CreatedAt,
            ClosedAt = deal.ClosedAt,
            LossReason = deal.LossReason,
            Currency = deal.Currency,
            Amount = deal.AmountUnits is { } units && rate is { } known ? Amounts.ConvertExactly(units, known) : null,
            ProbabilityOverride = deal.ProbabilityOverride,
            OwnerId = deal.OwnerId,
            ExpectedCloseDate = deal.ExpectedCloseDate,
            IsStalled = stalled.Contains(deal.Id),
            Visits = visits.Select(visit => new VisitSpan(_stages.GetValueOrDefault(visit.StageId, -1), visit.EnteredAt,
                visit.ExitedAt, visit.Exit, owners.FirstOrDefault(change => change.EffectiveAt > visit.EnteredAt) is { } next
                    ? next.OldValue is { } text ? Guid.Parse(text) : null
                    : deal.OwnerId)).ToArray(),
        };
    }
}
