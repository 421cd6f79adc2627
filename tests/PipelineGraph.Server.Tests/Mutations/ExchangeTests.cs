using System.Text.Json;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>Amounts in the currency of the pipeline.</summary>
public sealed class ExchangeTests : IAsyncLifetime
{
    private Office _office = null!;
    private Line _line = null!;
    private string _deal = "";

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _line = await _office.PlainPipelineAsync("FREE");
        _deal = await _office.DealAsync(_line, more: new { amount = 100, currency = "USD" });
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Without_a_rate_an_amount_is_not_converted()
        => Assert.Null(await InEuroAsync());

    [Fact]
    public async Task An_open_deal_follows_the_rate_and_a_closed_one_keeps_that_of_its_close()
    {
        await RateAsync(0.9m);
        var open = await InEuroAsync();
        await _office.CallAsync("winDeal", new { dealId = _deal });
        _office.Clock.Advance(TimeSpan.FromDays(1));
        await RateAsync(0.5m);

        Assert.Equal(90, open);
        Assert.Equal(90, await InEuroAsync());
        await _office.CallAsync("reopenDeal", new { dealId = _deal, reason = "Came back" });
        Assert.Equal(50, await InEuroAsync());
        await _office.CallAsync("undoMove", new { dealId = _deal });
        Assert.Equal(90, await InEuroAsync());
    }

    [Fact]
    public async Task The_same_instant_again_corrects_the_rate()
    {
        await RateAsync(0.9m);
        await RateAsync(0.8m);

        var rates = await _office.DataAsync("{ exchangeRates { nodes { fromCurrency toCurrency rate } } }");

        Assert.Equal(80, await InEuroAsync());
        Assert.Equal("""{"exchangeRates":{"nodes":[{"fromCurrency":"USD","toCurrency":"EUR","rate":0.8}]}}""", rates.GetRawText());
    }

    private async Task<decimal?> InEuroAsync()
    {
        var amount = (await _office.ReadAsync(_deal, "amountInPipelineCurrency")).GetProperty("amountInPipelineCurrency");
        return amount.ValueKind == JsonValueKind.Null ? null : amount.GetDecimal();
    }

    private async Task RateAsync(decimal rate) => Assert.True((await _office.CallAsync("setExchangeRate",
        new { fromCurrency = "USD", toCurrency = "EUR", rate, validFrom = _office.Now },
            "exchangeRate { rate }")).HasSucceeded);
}
