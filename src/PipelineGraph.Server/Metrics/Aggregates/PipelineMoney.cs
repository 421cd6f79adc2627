using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Money;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics.Aggregates;

/// <summary>The currencies of all pipelines, and what amounts of others are worth in them at an instant.</summary>
internal sealed class PipelineMoney
{
    private readonly Dictionary<Guid, string> _currencies;
    private readonly Dictionary<(string From, string To), long> _rates;

    private PipelineMoney(Dictionary<Guid, string> currencies, Dictionary<(string From, string To), long> rates)
        => (_currencies, _rates) = (currencies, rates);

    public static async Task<PipelineMoney> ReadAsync(PipelineDbContext context, DateTime at, CancellationToken cancelled)
        => new(
            await context.Pipelines.Select(pipeline => new { pipeline.Id, pipeline.Currency })
                .ToDictionaryAsync(pipeline => pipeline.Id, pipeline => pipeline.Currency, cancelled),
            await context.RatesAt(at).Select(rate => new { rate.FromCurrency, rate.ToCurrency, rate.RateUnits })
                .ToDictionaryAsync(rate => (rate.FromCurrency, rate.ToCurrency), rate => rate.RateUnits, cancelled));

    public string CurrencyOf(Guid pipeline) => _currencies[pipeline];

    /// <summary>The rate of an open deal, 1/10,000,000,000; null without a direct one.</summary>
    public long? Rate(string from, string to)
        => from == to ? ExchangeRate.UnitsPerOne : _rates.TryGetValue((from, to), out var rate) ? rate : null;
}
