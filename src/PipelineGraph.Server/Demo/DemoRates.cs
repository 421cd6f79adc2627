using PipelineGraph.Domain.Money;

namespace PipelineGraph.Server.Demo;

/// <summary>Exchange rates that wander from month to month, made up but of the right size.</summary>
internal static class DemoRates
{
    private static readonly (string From, string To, double Rate)[] Pairs =
    [
        ("USD", "EUR", 0.92), ("GBP", "EUR", 1.17), ("CHF", "EUR", 1.05), ("SEK", "EUR", 0.088),
        ("EUR", "USD", 1.09), ("CAD", "USD", 0.73), ("GBP", "USD", 1.27), ("CHF", "USD", 1.13), ("SEK", "USD", 0.095),
        ("EUR", "GBP", 0.855), ("USD", "GBP", 0.79),
    ];

    public static List<ExchangeRate> Create(DateTime begin, DateTime now, Dice dice)
    {
        var rates = new List<ExchangeRate>();
        var firstMonth = new DateTime(begin.Year, begin.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var (from, to, first) in Pairs)
        {
            var rate = first;
            for (var month = firstMonth; month <= now; month = month.AddMonths(1))
            {
                var units = ExchangeRate.ToUnits(Math.Round((decimal)rate, 5))!.Value;
                rates.Add(new ExchangeRate(from, to, units, month));
                rate *= dice.Between(0.985, 1.015);
            }
        }
        return rates;
    }
}
