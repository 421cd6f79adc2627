namespace PipelineGraph.Domain.Money;

/// <summary>
/// Amounts of money, stored as a count of 1/10,000 of the currency ("units") beside the currency's code.
/// </summary>
public static class Amounts
{
    public const long UnitsPerMajor = 10_000;

    /// <summary>The largest amount, 99,999,999,999.9999 (15 digits).</summary>
    public const long MaximumUnits = 999_999_999_999_999;

    private const int Decimals = 4;

    /// <summary>Units as an amount in the currency, exact.</summary>
    public static decimal ToDecimal(long units) => units / (decimal)UnitsPerMajor;

    /// <summary>An amount in the currency as units.</summary>
    /// <returns>Null when it has more than four decimals, is negative, or exceeds <see cref="MaximumUnits"/>.</returns>
    public static long? ToUnits(decimal amount)
        => amount is < 0 or > MaximumUnits / (decimal)UnitsPerMajor || decimal.Round(amount, Decimals) != amount
            ? null
            : (long)(amount * UnitsPerMajor);

    /// <summary>
    /// An amount converted to another currency, not rounded: for sums, which are rounded at their end.
    /// </summary>
    /// <param name="rateUnits">Rate in 1/10,000,000,000, see <see cref="ExchangeRate.RateUnits"/>.</param>
    public static decimal ConvertExactly(long units, long rateUnits)
        => ToDecimal(units) * ExchangeRate.ToDecimal(rateUnits);

    /// <summary>An amount converted to another currency, rounded half away from zero to 4 decimals.</summary>
    /// <returns>Null when the amount or the rate is not known.</returns>
    public static decimal? Convert(long? units, long? rateUnits)
        => units is { } amount && rateUnits is { } rate ? Round(ConvertExactly(amount, rate)) : null;

    /// <summary>
    /// The converted amount times the probability of winning, rounded once, half away from zero to 4 decimals.
    /// </summary>
    /// <param name="probability">0 to 1.</param>
    /// <returns>Null when the amount or the rate is not known.</returns>
    public static decimal? Weighted(long? units, long? rateUnits, double probability)
        => units is { } amount && rateUnits is { } rate
            ? Round(ConvertExactly(amount, rate) * (decimal)probability)
            : null;

    /// <summary>Rounded half away from zero to 4 decimals.</summary>
    public static decimal Round(decimal amount) => decimal.Round(amount, Decimals, MidpointRounding.AwayFromZero);

    internal static bool IsValid(long? units) => units is null or (>= 0 and <= MaximumUnits);
}
