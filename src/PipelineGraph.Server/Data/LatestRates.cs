using PipelineGraph.Domain.Money;

namespace PipelineGraph.Server.Data;

/// <summary>Exchange rates as they are at one instant.</summary>
internal static class LatestRates
{
    /// <summary>The direct rates that hold at an instant: one at most from one currency to another.</summary>
    public static IQueryable<ExchangeRate> RatesAt(this PipelineDbContext context, DateTime at)
        => context.ExchangeRates.Where(rate => rate.ValidFrom <= at && !context.ExchangeRates.Any(later
            => later.FromCurrency == rate.FromCurrency && later.ToCurrency == rate.ToCurrency
                && later.ValidFrom > rate.ValidFrom && later.ValidFrom <= at));
}
