using System.Text.Json;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Metrics;

/// <summary>The mistakes that other systems make (metrics, section 12), each by the API.</summary>
public sealed class MistakeTests : IAsyncLifetime
{
    private Office _office = null!;
    private Line _line = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _line = await _office.PipelineAsync("FREE",
        [
            new { name = "A", probability = 0.5, stalledAfterDays = 10 }, new { name = "B", probability = 0.5, stalledAfterDays = 10 },
            new { name = "C", probability = 0.5 },
        ]);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Lost_deals_stay_in_the_funnel()
    {
        await _office.MoveAsync(await _office.DealAsync(_line), _line["B"]);
        await LoseAsync(await _office.DealAsync(_line));

        Assert.Equal("""{"entered":2,"advanced":1,"dropped":1,"pending":0,"rate":0.5}""",
            await FirstAsync("stageConversions { entered advanced dropped pending rate }"));
    }

    [Fact]
    public async Task A_deal_that_comes_again_is_no_new_entry()
    {
        var deal = await _office.DealAsync(_line);
        foreach (var stage in (string[])["B", "A", "B", "A"])
        {
            _office.Clock.Advance(TimeSpan.FromHours(1));
            await _office.MoveAsync(deal, _line[stage]);
        }

        Assert.Equal("""{"entered":1,"advanced":1,"pending":0,"reentryRate":1}""",
            await FirstAsync("stageConversions { entered advanced pending reentryRate }"));
    }

    [Fact]
    public async Task Lost_deals_add_nothing_to_a_forecast()
    {
        await _office.DealAsync(_line, more: new { amount = 100, expectedCloseDate = "2026-03-20" });
        await LoseAsync(await _office.DealAsync(_line, more: new { amount = 1000, expectedCloseDate = "2026-03-20" }));

        var forecast = (await _office.DataAsync("""
            query ($id: ID!) { forecast(pipelineId: $id, period: { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" }) {
              alreadyWon fromOpenDeals expected deals } }
            """, new { id = _line.Id })).GetProperty("forecast");

        Assert.Equal("""{"alreadyWon":0,"fromOpenDeals":50,"expected":50,"deals":1}""", forecast.GetRawText());
    }

    [Fact]
    public async Task A_deal_ages_from_its_stage_so_that_moving_it_helps()
    {
        var deal = await _office.DealAsync(_line);
        _office.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(1, await StalledAsync());

        await _office.MoveAsync(deal, _line["B"]);

        Assert.Equal(0, await StalledAsync());
        Assert.Equal("""{"daysInStage":0}""", (await _office.ReadAsync(deal, "daysInStage")).GetRawText());
    }

    [Fact]
    public async Task The_oldest_deals_are_not_forgotten_among_the_stalled()
    {
        var oldest = await _office.DealAsync(_line, more: new { createdAt = "2001-01-01T00:00:00Z" });
        await _office.DealAsync(_line);

        Assert.Equal(1, await StalledAsync());
        Assert.True((await _office.ReadAsync(oldest, "daysInStage")).GetProperty("daysInStage").GetDouble() > 9_000);
    }

    [Fact]
    public async Task Amounts_of_different_currencies_are_never_added()
    {
        await _office.CallAsync("setExchangeRate",
            new { fromCurrency = "USD", toCurrency = "EUR", rate = 0.5, validFrom = "2026-01-01T00:00:00Z" }, "exchangeRate { rate }");
        await _office.DealAsync(_line, more: new { amount = 10 });
        await _office.DealAsync(_line, more: new { amount = 10, currency = "USD" });
        await _office.DealAsync(_line, more: new { amount = 10, currency = "JPY" });

        Assert.Equal("""{"deals":3,"amount":15,"excludedFromAmounts":1}""",
            await MetricsAsync("openPipeline { deals amount excludedFromAmounts }"));
    }

    [Fact]
    public async Task Totals_are_those_of_all_deals_and_not_of_a_page()
    {
        for (var i = 0; i < 60; i++) await _office.DealAsync(_line, more: new { amount = 1 });

        var page = (await _office.DataAsync("{ deals(first: 10) { totalCount nodes { id } } }")).GetProperty("deals");

        Assert.Equal((60, 10), (page.GetProperty("totalCount").GetInt32(), page.GetProperty("nodes").GetArrayLength()));
        Assert.Equal("""{"deals":60,"amount":60}""", await MetricsAsync("openPipeline { deals amount }"));
    }

    [Fact]
    public async Task An_edit_is_no_change_of_stage()
    {
        var deal = await _office.DealAsync(_line);
        await _office.CallAsync("updateDeal", new { dealId = deal, title = "New title" });
        await _office.MoveAsync(deal, _line["B"]);

        var events = await _office.DataAsync("""
            query ($id: ID!) { events(dealId: $id, types: [DEAL_STAGE_CHANGED]) { nodes {
              ... on DealStageChanged { transition { kind } } } } }
            """, new { id = deal });

        Assert.Equal("""[{"transition":{"kind":"ADVANCED"}}]""", events.GetProperty("events").GetProperty("nodes").GetRawText());
    }

    [Fact]
    public async Task The_time_in_the_running_stage_counts()
    {
        await _office.DealAsync(_line);
        _office.Clock.Advance(TimeSpan.FromDays(5));
        var moved = await _office.DealAsync(_line);
        _office.Clock.Advance(TimeSpan.FromDays(1));
        await _office.MoveAsync(moved, _line["B"]);

        // One visit of a day that ended, and one of six that runs: half of what began stays longer than a day.
        Assert.Equal("""{"visits":2,"openVisits":1,"restrictedMeanDays":3.5,"closedOnly":{"meanDays":1}}""",
            await FirstAsync("timeInStage { visits openVisits restrictedMeanDays(horizonDays: 6) closedOnly { meanDays } }"));
    }

    [Fact]
    public async Task The_expected_close_stays_what_was_expected_once_the_deal_is_closed()
    {
        var deal = await _office.DealAsync(_line, more: new { expectedCloseDate = "2026-05-01" });

        await _office.CallAsync("winDeal", new { dealId = deal });

        var read = await _office.ReadAsync(deal, "expectedCloseDate closedAt");
        Assert.Equal("2026-05-01", read.GetProperty("expectedCloseDate").GetString());
        Assert.Equal(_office.Now, read.GetProperty("closedAt").GetDateTime());
    }

    [Fact]
    public async Task History_stays_when_a_deal_changes_its_pipeline_and_a_stage_its_name()
    {
        var deal = await _office.DealAsync(_line);
        _office.Clock.Advance(TimeSpan.FromDays(3));
        await _office.MoveAsync(deal, (await _office.PipelineAsync("FREE", [new { name = "Elsewhere" }]))["Elsewhere"], "Grown");
        await _office.CallAsync("updateStage", new { stageId = _line["A"], name = "First contact" }, "stage { id }");

        Assert.Equal("""{"stage":{"name":"First contact"},"visits":1,"closedOnly":{"n":1,"meanDays":3}}""",
            await FirstAsync("timeInStage { stage { name } visits closedOnly { n meanDays } }"));
        Assert.Equal(2, (await _office.ReadAsync(deal, "transitions { kind }")).GetProperty("transitions").GetArrayLength());
    }

    [Fact]
    public async Task A_bulk_move_says_of_each_deal_whether_it_moved()
    {
        var (open, lost) = (await _office.DealAsync(_line), await _office.DealAsync(_line));
        await LoseAsync(lost);

        var moved = await _office.CallAsync("moveDeals",
            new { deals = new[] { new { dealId = open }, new { dealId = lost } }, toStageId = _line["B"] },
            "results { dealId transition { kind } errors { __typename } }");

        Assert.Equal($$"""
            [{"dealId":"{{open}}","transition":{"kind":"ADVANCED"},"errors":null},
            {"dealId":"{{lost}}","transition":null,"errors":[{"__typename":"DealClosedError"}]}]
            """.ReplaceLineEndings(""), moved.Success.GetProperty("results").GetRawText());
    }

    private Task<Payload> LoseAsync(string deal) => _office.CallAsync("loseDeal", new { dealId = deal, lossReason = "PRICE" });

    private async Task<int> StalledAsync()
    {
        await _office.LookForStalledAsync();
        var open = JsonDocument.Parse(await MetricsAsync("openPipeline { stalledDeals }")).RootElement;
        return open.GetProperty("stalledDeals").GetInt32();
    }

    /// <summary>The figure of the first stage.</summary>
    private async Task<string> FirstAsync(string selection)
        => JsonDocument.Parse(await MetricsAsync(selection)).RootElement[0].GetRawText();

    private async Task<string> MetricsAsync(string selection)
    {
        var data = await _office.DataAsync(
            $$"""query ($id: ID!, $period: PeriodInput) { pipelineMetrics(pipelineId: $id, period: $period) { {{selection}} } }""",
            new { id = _line.Id, period = new { from = "2000-01-01T00:00:00Z", to = _office.Now.AddDays(1) } });
        return Assert.Single(data.GetProperty("pipelineMetrics").EnumerateObject()).Value.GetRawText();
    }
}
