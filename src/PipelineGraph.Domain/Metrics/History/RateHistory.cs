using PipelineGraph.Domain.Money;

namespace PipelineGraph.Domain.Metrics.History;

/// <summary>The exchange rates to one currency, that of a pipeline, over time. No inverse or chained rates.</summary>
public sealed class RateHistory
{
    private readonly Dictionary<string, ExchangeRate[]> _byCurrency;

    /// <param name="currency">The pipeline's, ISO 4217.</param>
    /// <param name="rates">In any order; those to other currencies do not count.</param>
    public RateHistory(string currency, IEnumerable<ExchangeRate> rates)
    {
        Currency = currency;
        _byCurrency = rates.Where(rate => rate.ToCurrency == currency).GroupBy(rate => rate.FromCurrency)
            .ToDictionary(group => group.Key, group => group.OrderBy(rate => rate.ValidFrom).ToArray());
    }

    public string Currency { get; }

    /// <summary>The latest rate with validFrom at or before the instant, 1/10,000,000,000; null without one.</summary>
    public long? At(string currency, DateTime at) => currency == Currency
        ? ExchangeRate.UnitsPerOne
        : Of(currency).LastOrDefault(rate => rate.ValidFrom <= at)?.RateUnits;

    /// <summary>The instants from which another rate of the currency holds, in order.</summary>
    internal IEnumerable<DateTime> ChangesOf(string currency) => Of(currency).Select(rate => rate.ValidFrom);

    private ExchangeRate[] Of(string currency) => _byCurrency.GetValueOrDefault(currency, []);
}
