namespace PipelineGraph.Domain.Money;

/// <summary>
/// What one unit of a currency is worth in another from an instant on, until a later rate takes its place.
/// </summary>
public sealed class ExchangeRate
{
    public const long UnitsPerOne = 10_000_000_000;

    /// <summary>The largest rate, 100,000,000.</summary>
    public const long MaximumUnits = 100_000_000 * UnitsPerOne;

    private ExchangeRate() => (FromCurrency, ToCurrency) = ("", "");   // EF Core

    /// <param name="fromCurrency">ISO 4217 code.</param>
    /// <param name="toCurrency">ISO 4217 code, another one.</param>
    /// <param name="rateUnits">Above 0, in 1/10,000,000,000, at most <see cref="MaximumUnits"/>.</param>
    /// <param name="validFrom">First instant at which it holds, UTC.</param>
    /// <exception cref="InvalidInputException">A code or the rate is refused.</exception>
    public ExchangeRate(string fromCurrency, string toCurrency, long rateUnits, DateTime validFrom)
    {
        Check(fromCurrency, toCurrency, rateUnits);

        (FromCurrency, ToCurrency, RateUnits) = (fromCurrency, toCurrency, rateUnits);
        ValidFrom = Instants.Truncate(validFrom);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string FromCurrency { get; private set; }
    public string ToCurrency { get; private set; }
    public long RateUnits { get; private set; }   // 1/10,000,000,000
    public DateTime ValidFrom { get; private set; }

    /// <summary>What is wrong with a rate, all at once.</summary>
    /// <param name="rateUnits">Null when it could not be told in units, see <see cref="ToUnits"/>.</param>
    public static IReadOnlyList<InputFault> Faults(string fromCurrency, string toCurrency, long? rateUnits)
        => InputCheck.FaultsOf(check =>
        {
            check.That(CurrencyCode.IsKnown(fromCurrency), "fromCurrency", CurrencyCode.Fault);
            check.That(CurrencyCode.IsKnown(toCurrency), "toCurrency", CurrencyCode.Fault);
            check.That(fromCurrency != toCurrency, "toCurrency", "It must differ from fromCurrency.");
            check.That(rateUnits is > 0 and <= MaximumUnits, "rate",
                "It must be above 0 and at most 100000000, with at most ten decimals.");
            return check;
        });

    /// <summary>Takes another rate in the place of this one, from the same instant on.</summary>
    /// <returns>False when it is the same.</returns>
    /// <exception cref="InvalidInputException">It is refused; nothing has changed.</exception>
    public bool Correct(long rateUnits)
    {
        Check(FromCurrency, ToCurrency, rateUnits);
        if (RateUnits == rateUnits) return false;

        RateUnits = rateUnits;
        return true;
    }

    /// <summary>Rate units as the rate itself, exact.</summary>
    public static decimal ToDecimal(long rateUnits) => rateUnits / (decimal)UnitsPerOne;

    /// <summary>A rate as units.</summary>
    /// <returns>Null when it is not above 0, above the largest, or has more than ten decimals.</returns>
    public static long? ToUnits(decimal rate)
        => rate <= 0 || rate > MaximumUnits / (decimal)UnitsPerOne || decimal.Round(rate, 10) != rate
            ? null
            : (long)(rate * UnitsPerOne);

    private static void Check(string fromCurrency, string toCurrency, long rateUnits)
    {
        var faults = Faults(fromCurrency, toCurrency, rateUnits);
        if (faults.Count > 0) throw new InvalidInputException(faults);
    }
}
