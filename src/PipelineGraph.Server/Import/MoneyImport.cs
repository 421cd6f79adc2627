using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Money;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Import;

/// <summary>Imports exchange rates. A rate that is known for an instant is history, and stays.</summary>
internal static class MoneyImport
{
    public static async Task RunAsync(ImportSession session, CancellationToken cancelled)
    {
        var rates = await session.Context.ExchangeRates.AsNoTracking().ToListAsync(cancelled);
        var known = rates.ToDictionary(Key, rate => rate.RateUnits);
        var created = new List<ExchangeRate>();
        foreach (var row in session.Rows(ImportKind.ExchangeRates))
        {
            ExchangeRate? rate = null;
            if (!row.Try(() => rate = Read(row))
                || !session.IsFirst(ImportKind.ExchangeRates, Key(rate!), row, "valid_from")) continue;

            var counts = session.Report.Of(ImportKind.ExchangeRates);
            if (!known.TryGetValue(Key(rate!), out var units))
            {
                created.Add(rate!);
                counts.Created++;
                continue;
            }
            counts.Unchanged++;
            if (units != rate!.RateUnits)
                row.Keep("rate", $"not taken: {ExchangeRate.ToDecimal(units)} is recorded for that instant");
        }
        await session.SaveAsync(created, cancelled);
        session.Rates = new RateTable([.. rates, .. created]);
    }

    private static ExchangeRate? Read(ImportRow row)
    {
        var (from, to) = (row.Required("from_currency"), row.Required("to_currency"));
        row.Required("rate");
        row.Required("valid_from");
        var (number, validFrom) = (row.Number("rate"), row.Instant("valid_from"));
        var units = number is null ? null : ExchangeRate.ToUnits(number.Value);
        if (number is not null && units is null)
            row.Fault("rate", "it must be above 0, at most 100000000, with at most 10 decimals");
        return row.IsGood ? new ExchangeRate(from, to, units!.Value, validFrom!.Value) : null;
    }

    private static string Key(ExchangeRate rate)
        => $"{rate.FromCurrency} {rate.ToCurrency} {ImportText.Of(rate.ValidFrom)}";
}
