using PipelineGraph.Domain.Money;

namespace PipelineGraph.Domain.Tests.Money;

public class MoneyTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("0.0001", 1L)]
    [InlineData("1234.5", 12_345_000L)]
    [InlineData("99999999999.9999", Amounts.MaximumUnits)]
    public void Amounts_and_units_are_the_same_both_ways(string amount, long units)
    {
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(units, Amounts.ToUnits(value));
        Assert.Equal(value, Amounts.ToDecimal(units));
    }

    [Theory]
    [InlineData(0.00001)]
    [InlineData(-1)]
    [InlineData(100_000_000_000)]
    public void Amounts_that_units_cannot_hold_have_none(double amount)
        => Assert.Null(Amounts.ToUnits((decimal)amount));

    [Fact]
    public void Converted_amount_is_rounded_half_away_from_zero_to_4_decimals()
    {
        var half = ExchangeRate.ToUnits(0.5m);

        Assert.Equal(0.0002m, Amounts.Convert(3, half));   // 0.0003 × 0.5 = 0.00015
        Assert.Equal(0.00015m, Amounts.ConvertExactly(3, half!.Value));
        Assert.Null(Amounts.Convert(null, half));
        Assert.Null(Amounts.Convert(3, null));
    }

    [Fact]
    public void Largest_amount_at_the_largest_rate_converts_without_overflow()
        => Assert.Equal(9_999_999_999_999_990_000m, Amounts.Convert(Amounts.MaximumUnits, ExchangeRate.MaximumUnits));

    [Fact]
    public void Weighted_amount_is_rounded_once()
    {
        Assert.Equal(0.3m, Amounts.Weighted(3_0000, ExchangeRate.UnitsPerOne, 0.1));
        Assert.Equal(0.0001m, Amounts.Weighted(2, ExchangeRate.UnitsPerOne, 0.25));   // 0.00005
        Assert.Equal(0m, Amounts.Weighted(1, ExchangeRate.UnitsPerOne / 2, 0.9));     // 0.000045, though 0.00005 before
        Assert.Null(Amounts.Weighted(null, 1, 0.5));
    }

    [Fact]
    public void Rates_have_ten_decimals()
    {
        Assert.Equal(10_812_345_678, ExchangeRate.ToUnits(1.0812345678m));
        Assert.Null(ExchangeRate.ToUnits(0.00000000001m));
        Assert.Null(ExchangeRate.ToUnits(0));
        Assert.Null(ExchangeRate.ToUnits(100_000_001));
    }

    [Fact]
    public void Faulty_rates_are_refused_with_all_faults()
    {
        var refused = Assert.Throws<InvalidInputException>(() => new ExchangeRate("EURO", "XXX", 0, Given.Monday));

        Assert.Equal(["fromCurrency", "toCurrency", "rate"], refused.Faults.Select(fault => fault.Field));
        Assert.Throws<InvalidInputException>(() => new ExchangeRate("EUR", "EUR", 1, Given.Monday));
    }

    [Theory]
    [InlineData("EUR", true)]
    [InlineData("eur", false)]
    [InlineData("DEM", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Currencies_are_those_in_use_in_capitals(string? code, bool isKnown)
        => Assert.Equal(isKnown, CurrencyCode.IsKnown(code));

    [Fact]
    public void A_rate_takes_the_place_of_one_of_the_same_instant()
    {
        var rate = new ExchangeRate("USD", "EUR", 9_000_000_000, Given.Monday);

        Assert.True(rate.Correct(9_100_000_000));
        Assert.False(rate.Correct(9_100_000_000));
        Assert.Throws<InvalidInputException>(() => rate.Correct(0));

        Assert.Equal(9_100_000_000, rate.RateUnits);
    }

    [Fact]
    public void Every_fault_of_a_rate_is_told_at_once()
        => Assert.Equal(["fromCurrency", "toCurrency", "rate"],
            ExchangeRate.Faults("?", "?", ExchangeRate.ToUnits(0.00000000001m)).Select(fault => fault.Field));
}
