using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Money;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Board;

/// <summary>Counts and sums of all columns: one grouped command, whatever the number of columns and deals.</summary>
internal static class ColumnTotals
{
    /// <summary>Sums in two halves, because the sum of many amounts does not fit into 64 bits.</summary>
    private const long Half = 1_000_000;

    /// <param name="open">The open deals of the stages.</param>
    /// <param name="stages">With their pipeline.</param>
    public static async Task<Dictionary<Guid, ColumnFigures>> ReadAsync(
        PipelineDbContext context, IQueryable<Deal> open, IReadOnlyList<Stage> stages, DateTime asOf,
        CancellationToken cancelled)
    {
        var groups = await open
            .GroupBy(deal => new { deal.StageId, deal.Currency, deal.ProbabilityOverride })
            .Select(group => new Group(
                group.Key.StageId, group.Key.Currency, group.Key.ProbabilityOverride, group.Count(),
                group.Count(deal => deal.AmountUnits != null), group.Sum(deal => deal.AmountUnits / Half) ?? 0,
                group.Sum(deal => deal.AmountUnits % Half) ?? 0))
            .ToListAsync(cancelled);
        var currency = stages[0].Pipeline.Currency;
        var rates = await RatesAsync(
            context, [.. groups.Select(group => group.Currency).Where(code => code != currency).Distinct()], currency,
            asOf, cancelled);
        rates[currency] = ExchangeRate.UnitsPerOne;
        return stages.ToDictionary(stage => stage.Id,
            stage => Sum(groups.Where(group => group.StageId == stage.Id), stage.Probability, rates));
    }

    private static ColumnFigures Sum(IEnumerable<Group> groups, double probability, Dictionary<string, long> rates)
    {
        var (deals, excluded, total, weighted) = (0, 0, 0m, 0m);
        foreach (var group in groups)
        {
            deals += group.Deals;
            excluded += rates.ContainsKey(group.Currency) ? group.Deals - group.WithAmount : group.Deals;
            if (!rates.TryGetValue(group.Currency, out var rate)) continue;

            var units = ((decimal)group.High * Half) + group.Low;
            var amount = units / Amounts.UnitsPerMajor * ExchangeRate.ToDecimal(rate);
            total += amount;
            weighted += amount * (decimal)(group.ProbabilityOverride ?? probability);
        }
        return new ColumnFigures
        {
            DealCount = deals,
            ExcludedFromTotals = excluded,
            TotalAmount = Amounts.Round(total),
            WeightedAmount = Amounts.Round(weighted),
        };
    }

    /// <summary>The latest direct rates; a currency without one is left out.</summary>
    private static async Task<Dictionary<string, long>> RatesAsync(
        PipelineDbContext context, string[] from, string to, DateTime asOf, CancellationToken cancelled)
    {
        if (from.Length == 0) return [];

        return await context.RatesAt(asOf).Where(rate => rate.ToCurrency == to && from.Contains(rate.FromCurrency))
            .ToDictionaryAsync(rate => rate.FromCurrency, rate => rate.RateUnits, cancelled);
    }

    private sealed record Group(
        Guid StageId, string Currency, double? ProbabilityOverride, int Deals, int WithAmount, long High, long Low);
}
