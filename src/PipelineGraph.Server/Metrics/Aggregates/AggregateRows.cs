using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Money;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics.Aggregates;

/// <summary>
/// Reads deals as they are by one command, in no order, and of each only the columns that its groups and amounts take.
/// </summary>
internal sealed class AggregateRows
{
    private const int Pipeline = 0, Currency = 1, Amount = 2, ClosingRate = 3, ClosedAt = 4;

    private static readonly ParameterExpression Deal = Expression.Parameter(typeof(Deal), "deal");
    private static readonly Expression<Func<Deal, object?>>[] Always =
    [
        deal => deal.PipelineId, deal => deal.Currency, deal => deal.AmountUnits, deal => deal.ClosingRateUnits,
        deal => deal.ClosedAt,
    ];

    private readonly PipelineMoney _money;
    private readonly IReadOnlyList<GroupKeyColumn> _keys;
    private readonly List<Expression> _columns = [];
    private readonly int[] _places;   // of the keys among the columns

    public AggregateRows(IReadOnlyList<GroupKeyColumn> keys, PipelineMoney money)
    {
        (_keys, _money) = (keys, money);
        foreach (var column in Always) PlaceOf(column);
        _places = [.. keys.Select(key => PlaceOf(key.Column))];
    }

    public Task ReadAsync(IQueryable<Deal> deals, DealAggregateTally tally, CancellationToken cancelled)
    {
        var values = new string?[_keys.Count];
        return MetricsRow.ReadAsync(deals.Select(Projection()), row =>
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = row.IsNull(_places[i]) ? null : _keys[i].Value(row, _places[i]);
            var currency = _money.CurrencyOf(row.Id(Pipeline));
            tally.Add(values, currency, AmountIn(currency, row));
        }, cancelled);
    }

    private decimal? AmountIn(string currency, MetricsRow row)
    {
        if (row.IsNull(Amount)) return null;

        var own = row.Text(Currency);
        var rate = own == currency || row.IsNull(ClosedAt) ? _money.Rate(own, currency)
            : row.IsNull(ClosingRate) ? null : row.Whole(ClosingRate);
        return rate is { } known ? Amounts.ConvertExactly(row.Whole(Amount), known) : null;
    }

    // A column that is read twice comes once in the command, which would shift the places of the others.
    private int PlaceOf(Expression<Func<Deal, object?>> column)
    {
        var read = ReplacingExpressionVisitor.Replace(column.Parameters[0], Deal, column.Body);
        var place = _columns.FindIndex(each => ExpressionEqualityComparer.Instance.Equals(each, read));
        if (place >= 0) return place;

        _columns.Add(read);
        return _columns.Count - 1;
    }

    private Expression<Func<Deal, object?[]>> Projection()
        => Expression.Lambda<Func<Deal, object?[]>>(Expression.NewArrayInit(typeof(object), _columns), Deal);
}
