using System.Linq.Expressions;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Money;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Deals;

/// <summary>
/// A deal's money in its pipeline's currency: exact in decimal where it is read, a double where the database filters
/// or sorts by it.
/// </summary>
internal static class DealMoney
{
    // Factors as doubles, because the database computes the compared values in double.
    private const double UnitsPerMajor = Amounts.UnitsPerMajor;
    private const double RateUnitsPerOne = ExchangeRate.UnitsPerOne;

    /// <summary>Probability of winning, 0 to 1.</summary>
    public static readonly Expression<Func<Deal, double>> Probability = deal =>
        deal.Status == DealStatus.Won ? 1.0
        : deal.Status != DealStatus.Open ? 0.0
        : deal.ProbabilityOverride ?? deal.Stage.Probability;

    /// <summary>Rate to the pipeline's currency: that of the close, or the latest direct one; null without one.</summary>
    public static readonly Expression<Func<Deal, DateTime, long?>> RateUnits = (deal, now) =>
        deal.Currency == deal.Pipeline.Currency ? ExchangeRate.UnitsPerOne
        : deal.ClosedAt != null ? deal.ClosingRateUnits
        : Rows.Of<ExchangeRate>()
            .Where(rate => rate.FromCurrency == deal.Currency && rate.ToCurrency == deal.Pipeline.Currency
                && rate.ValidFrom <= now)
            .OrderByDescending(rate => rate.ValidFrom)
            .Select(rate => (long?)rate.RateUnits)
            .FirstOrDefault();

    /// <summary>amountInPipelineCurrency as the database compares it.</summary>
    public static readonly Expression<Func<Deal, DateTime, double?>> ConvertedReal = (deal, now) =>
        deal.AmountUnits / UnitsPerMajor * (Rows.Use(RateUnits, deal, now) / RateUnitsPerOne);

    /// <summary>weightedAmount as the database compares it.</summary>
    public static readonly Expression<Func<Deal, DateTime, double?>> WeightedReal = (deal, now) =>
        deal.AmountUnits / UnitsPerMajor * (Rows.Use(RateUnits, deal, now) / RateUnitsPerOne)
            * Rows.Use(Probability, deal);

    public static decimal? Converted(long? units, long? rateUnits) => Amounts.Convert(units, rateUnits);

    public static decimal? Weighted(long? units, long? rateUnits, double probability)
        => Amounts.Weighted(units, rateUnits, probability);
}
