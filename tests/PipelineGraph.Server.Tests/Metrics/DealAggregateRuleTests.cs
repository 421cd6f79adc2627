using System.Text.Json;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Metrics;

public sealed class DealAggregateRuleTests : IAsyncLifetime
{
    private Office _office = null!;
    private Line _line = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _line = await _office.PlainPipelineAsync("FREE");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Open_deals_are_worth_what_they_are_today_and_closed_ones_what_they_were_at_their_close()
    {
        await RateAsync(0.5, "2026-01-01T00:00:00Z");
        await _office.DealAsync(_line, more: new { amount = 10.0001, currency = "USD" });
        var won = await _office.DealAsync(_line, more: new { amount = 100, currency = "USD" });
        await _office.CallAsync("winDeal", new { dealId = won });
        await _office.CallAsync("winDeal", new { dealId = await _office.DealAsync(_line, more: new { amount = 7, currency = "JPY" }) });
        _office.Clock.Advance(TimeSpan.FromDays(2));
        await RateAsync(0.9, "2026-03-03T00:00:00Z");
        await RateAsync(9, "2026-03-09T00:00:00Z");   // not yet
        await _office.CallAsync("setExchangeRate",
            new { fromCurrency = "JPY", toCurrency = "EUR", rate = 0.01, validFrom = "2026-03-03T00:00:00Z" }, "exchangeRate { rate }");
        await _office.DealAsync(_line, more: new { amount = 3 });
        await _office.DealAsync(_line);
        await _office.DealAsync(_line, more: new { amount = 4, currency = "GBP" });

        var rows = await RowsAsync("groupBy: [STATUS]");

        Assert.Equal("""
            [{"keys":[{"by":"STATUS","value":"OPEN","label":"OPEN"}],"count":4,"amount":{"currency":"EUR","sum":12.0001,"average":6,"min":3,"max":9.0001,"excluded":2}},
            {"keys":[{"by":"STATUS","value":"WON","label":"WON"}],"count":2,"amount":{"currency":"EUR","sum":50,"average":50,"min":50,"max":50,"excluded":1}}]
            """.ReplaceLineEndings(""), rows);
    }

    [Fact]
    public async Task Currencies_of_pipelines_are_rows_of_their_own_and_pipelines_of_one_currency_share_one()
    {
        var second = await _office.PipelineAsync("FREE");
        var dollars = await _office.PipelineAsync("FREE", currency: "USD");
        await _office.DealAsync(_line, more: new { amount = 1 });
        await _office.DealAsync(second, more: new { amount = 2 });
        await _office.DealAsync(dollars, more: new { amount = 4, currency = "USD" });

        Assert.Equal("""
            [{"keys":[],"count":2,"amount":{"currency":"EUR","sum":3,"average":1.5,"min":1,"max":2,"excluded":0}},
            {"keys":[],"count":1,"amount":{"currency":"USD","sum":4,"average":4,"min":4,"max":4,"excluded":0}}]
            """.ReplaceLineEndings(""), await RowsAsync());
    }

    [Fact]
    public async Task A_voided_deal_is_in_no_group()
    {
        await _office.CallAsync("voidDeal", new { dealId = await _office.DealAsync(_line, more: new { amount = 1 }), reason = "Test" });

        Assert.Equal("[]", await RowsAsync());
        Assert.Equal("[]", await RowsAsync("""groupBy: [STAGE], where: { status: { eq: OPEN } }"""));
    }

    [Fact]
    public async Task A_reopened_deal_has_no_loss_reason_and_no_month_of_close_any_more()
    {
        var deal = await _office.DealAsync(_line, more: new { amount = 1 });
        await _office.CallAsync("loseDeal", new { dealId = deal, lossReason = "NO_BUDGET" });
        Assert.Equal("NO_BUDGET|2026-03", await KeysAsync("groupBy: [LOSS_REASON, CLOSED_MONTH]"));

        _office.Clock.Advance(TimeSpan.FromDays(1));
        await _office.CallAsync("reopenDeal", new { dealId = deal, reason = "They called" });

        Assert.Equal("-|-", await KeysAsync("groupBy: [LOSS_REASON, CLOSED_MONTH]"));
    }

    [Theory]
    [InlineData("", "2026-02 2026-01")]
    [InlineData(", timeZone: \"Europe/Berlin\"", "2026-02 2026-02")]
    [InlineData(", timeZone: \"America/New_York\"", "2026-01 2026-01")]
    public async Task Months_of_instants_are_those_of_the_time_zone_and_those_of_dates_are_not(string zone, string months)
    {
        await _office.DealAsync(_line, more: new { createdAt = "2026-01-31T23:30:00Z", expectedCloseDate = "2026-04-30" });
        await _office.DealAsync(_line, more: new { createdAt = "2026-02-01T00:30:00Z", expectedCloseDate = "2026-05-01" });

        var keys = await KeysAsync($"groupBy: [EXPECTED_CLOSE_MONTH, CREATED_MONTH]{zone}");

        Assert.Equal($"2026-04|{months.Split(' ')[1]} 2026-05|{months.Split(' ')[0]}", keys);
    }

    [Fact]
    public async Task What_is_left_out_has_its_default()
    {
        for (var i = 0; i < 101; i++) await _office.DealAsync(_line, more: new { source = $"Source {i:000}" });

        var all = await _office.DataAsync("{ dealAggregates { groupsOmitted rows { count } } }");
        var sources = await _office.DataAsync("{ dealAggregates(groupBy: SOURCE) { groupsOmitted rows { count } } }");
        var none = await _office.DataAsync("{ dealAggregates(groupBy: SOURCE, first: 0) { groupsOmitted rows { count } } }");

        Assert.Equal("""{"dealAggregates":{"groupsOmitted":0,"rows":[{"count":101}]}}""", all.GetRawText());
        Assert.Equal((1, 100), Size(sources));
        Assert.Equal((101, 0), Size(none));

        static (int, int) Size(JsonElement data) => (data.GetProperty("dealAggregates").GetProperty("groupsOmitted").GetInt32(),
            data.GetProperty("dealAggregates").GetProperty("rows").GetArrayLength());
    }

    [Theory]
    [InlineData("groupBy: [OWNER, STAGE, STATUS, SOURCE]", "groupBy", "At most 3 keys make a group.")]
    [InlineData("groupBy: [LOSS_REASON, STAGE, LOSS_REASON]", "groupBy", "LOSS_REASON is asked for twice.")]
    [InlineData("first: -1", "first", "It must be 0 to 1000.")]
    [InlineData("first: 1001", "first", "It must be 0 to 1000.")]
    [InlineData("timeZone: \"Mars/Olympus\"", "timeZone",
        "'Mars/Olympus' is no time zone (an IANA name, like Europe/Berlin).")]
    [InlineData("timeZone: \"\"", "timeZone", "'' is no time zone (an IANA name, like Europe/Berlin).")]
    [InlineData("timeZone: \"W. Europe Standard Time\"", "timeZone",
        "'W. Europe Standard Time' is no time zone (an IANA name, like Europe/Berlin).")]
    public async Task A_wrong_argument_is_refused_by_its_name(string arguments, string argument, string message)
    {
        var answer = await _office.AskAsync($"{{ dealAggregates({arguments}) {{ groupsOmitted }} }}");

        Assert.Equal("null", answer.GetProperty("data").GetProperty("dealAggregates").GetRawText());
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("INVALID_INPUT", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(argument, error.GetProperty("extensions").GetProperty("argument").GetString());
    }

    private Task<Payload> RateAsync(double rate, string validFrom) => _office.CallAsync("setExchangeRate",
        new { fromCurrency = "USD", toCurrency = "EUR", rate, validFrom }, "exchangeRate { rate }");

    private async Task<string> RowsAsync(string arguments = "first: 10")
        => (await AskAsync(arguments, "keys { by value label } count amount { currency sum average min max excluded }"))
            .GetRawText();

    private async Task<string> KeysAsync(string arguments)
        => string.Join(' ', (await AskAsync(arguments, "keys { value }")).EnumerateArray().Select(row => string.Join('|',
            row.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("value").GetString() ?? "-"))));

    private async Task<JsonElement> AskAsync(string arguments, string selection)
        => (await _office.DataAsync($"{{ dealAggregates({arguments}) {{ rows {{ {selection} }} }} }}"))
            .GetProperty("dealAggregates").GetProperty("rows");
}
