using System.Linq.Expressions;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics.Aggregates;

/// <summary>What a pass over deals reads for a group key, and how it becomes the deal's value.</summary>
/// <param name="Value">Of the row's column at a place, which is not null.</param>
internal sealed record GroupKeyColumn(Expression<Func<Deal, object?>> Column, Func<MetricsRow, int, string?> Value)
{
    /// <param name="zone">In which months begin.</param>
    public static GroupKeyColumn Of(DealGroupKey by, TimeZoneInfo zone)
    {
        var values = new GroupKeyValues(by, zone);
        return by switch
        {
            DealGroupKey.Pipeline => Id(deal => deal.PipelineId),
            DealGroupKey.Stage => Id(deal => deal.StageId),
            DealGroupKey.Owner => Id(deal => deal.OwnerId),
            DealGroupKey.Account => Id(deal => deal.AccountId),
            DealGroupKey.Team => Text(deal => deal.Owner!.Team),
            DealGroupKey.Industry => Text(deal => deal.Account!.Industry),
            DealGroupKey.Source => Text(deal => deal.Source),
            DealGroupKey.Currency => Text(deal => deal.Currency),
            DealGroupKey.Status
                => new(deal => deal.Status, (row, place) => values.Choice<DealStatus>(row.Text(place))),
            DealGroupKey.LossReason
                => new(deal => deal.LossReason, (row, place) => values.Choice<LossReason>(row.Text(place))),
            DealGroupKey.CreatedMonth => Month(deal => deal.CreatedAt),
            DealGroupKey.ClosedMonth => Month(deal => deal.ClosedAt),
            DealGroupKey.ExpectedCloseMonth
                => new(deal => deal.ExpectedCloseDate, (row, place) => values.Month(row.Day(place))),
            _ => throw new ArgumentOutOfRangeException(nameof(by), by, message: null),
        };

        GroupKeyColumn Id(Expression<Func<Deal, object?>> column) => new(column, (row, place) => values.Id(row.Id(place)));

        GroupKeyColumn Month(Expression<Func<Deal, object?>> column)
            => new(column, (row, place) => values.Month(row.Instant(place)));
    }

    private static GroupKeyColumn Text(Expression<Func<Deal, object?>> column)
        => new(column, (row, place) => row.Text(place));
}
