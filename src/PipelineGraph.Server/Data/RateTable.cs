using PipelineGraph.Domain.Money;

namespace PipelineGraph.Server.Data;

/// <summary>Exchange rates in memory, for whoever closes many deals in one run.</summary>
internal sealed class RateTable(IEnumerable<ExchangeRate> rates)
{
    private readonly Dictionary<(string From, string To), List<ExchangeRate>> _rates = rates
        .GroupBy(rate => (rate.FromCurrency, rate.ToCurrency))
        .ToDictionary(pair => pair.Key, pair => pair.OrderBy(rate => rate.ValidFrom).ToList());

    /// <summary>The latest direct rate in 1/10,000,000,000 that holds at the instant; null without one.</summary>
    public long? At(string from, string to, DateTime instant)
    {
        if (from == to) return ExchangeRate.UnitsPerOne;

        return _rates.GetValueOrDefault((from, to))?.FindLast(rate => rate.ValidFrom <= instant)?.RateUnits;
    }
}
