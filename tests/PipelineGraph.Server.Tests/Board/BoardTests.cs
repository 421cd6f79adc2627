using System.Text.Json;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Board;

public sealed class BoardTests : IAsyncLifetime
{
    private Office _office = null!;
    private Line _line = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _line = await _office.PipelineAsync("FREE",
        [
            new { name = "A", probability = 0.1, stalledAfterDays = 10 }, new { name = "B", probability = 0.5 },
        ]);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Columns_count_and_sum_their_open_deals_in_the_pipelines_currency()
    {
        await _office.CallAsync("setExchangeRate",
            new { fromCurrency = "USD", toCurrency = "EUR", rate = 0.5, validFrom = "2026-01-01T00:00:00Z" },
            "exchangeRate { rate }");
        await _office.DealAsync(_line, more: new { amount = 100.0001 });
        await _office.DealAsync(_line, more: new { amount = 10, currency = "USD" });
        await _office.DealAsync(_line, more: new { amount = 1, currency = "JPY" });
        await _office.DealAsync(_line);
        var won = await _office.DealAsync(_line, more: new { amount = 5000 });
        await _office.CallAsync("winDeal", new { dealId = won });
        await _office.CallAsync("updateDeal",
            new { dealId = await _office.DealAsync(_line, more: new { amount = 1000, stageId = _line["B"] }), probabilityOverride = 1 });

        var columns = await ColumnsAsync("stage { name } dealCount totalAmount weightedAmount excludedFromTotals");

        Assert.Equal("""
            {"stage":{"name":"A"},"dealCount":4,"totalAmount":105.0001,"weightedAmount":10.5000,"excludedFromTotals":2}
            """, columns[0].GetRawText());
        Assert.Equal("""
            {"stage":{"name":"B"},"dealCount":1,"totalAmount":1000,"weightedAmount":1000,"excludedFromTotals":0}
            """, columns[1].GetRawText());
    }

    [Fact]
    public async Task A_filter_narrows_counts_and_columns_alike()
    {
        await _office.DealAsync(_line, "small", new { amount = 1 });
        await _office.DealAsync(_line, "large", new { amount = 100 });

        var columns = await ColumnsAsync("dealCount totalAmount deals { nodes { title } }",
            ", where: { amount: { gt: 10 } }");

        Assert.Equal("""{"dealCount":1,"totalAmount":100,"deals":{"nodes":[{"title":"large"}]}}""", columns[0].GetRawText());
    }

    [Fact]
    public async Task One_column_loads_more_through_its_stage_with_the_cursor_of_the_board()
    {
        foreach (var title in new[] { "c", "a", "b" }) await _office.DealAsync(_line, title);
        var columns = await ColumnsAsync("deals(first: 2, order: [{ title: ASC }]) { nodes { title } pageInfo { endCursor } }");
        var cursor = columns[0].GetProperty("deals").GetProperty("pageInfo").GetProperty("endCursor").GetString();

        var more = await _office.DataAsync("""
            query ($id: ID!, $after: String) { stageById(id: $id) {
              deals(first: 2, after: $after, order: [{ title: ASC }], where: { status: { eq: OPEN } }) { nodes { title } } } }
            """, new { id = _line["A"], after = cursor });

        Assert.Equal("""{"stageById":{"deals":{"nodes":[{"title":"c"}]}}}""", more.GetRawText());
    }

    [Fact]
    public async Task Only_the_asked_stages_have_columns()
    {
        var columns = await ColumnsAsync("stage { name }", $", stageIds: [\"{_line["B"]}\"]");

        Assert.Equal("""{"stage":{"name":"B"}}""", Assert.Single(columns).GetRawText());
    }

    [Fact]
    public async Task Deals_stand_still_by_each_rule_of_their_stage()
    {
        var slow = await _office.DealAsync(_line);
        var late = await _office.DealAsync(_line, more: new { expectedCloseDate = "2026-03-03" });
        await _office.DealAsync(_line, more: new { stageId = _line["B"] });

        Assert.Equal("0 0", await StalledAsync());

        _office.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("1 0", await StalledAsync());   // the expected close has passed

        _office.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal("2 0", await StalledAsync());   // eleven days in a stage of ten

        _office.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal("2 1", await StalledAsync());   // nothing done for over 14 days

        await _office.MoveAsync(slow, _line["B"]);
        await _office.CallAsync("logActivity",
            new { dealId = slow, type = "CALL", subject = "Ring", dueAt = _office.Now.AddHours(1) }, "activity { id }");
        _office.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("1 1", await StalledAsync());

        _office.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("1 2", await StalledAsync());   // the call is over a day late

        await _office.CallAsync("loseDeal", new { dealId = late, lossReason = "PRICE" });
        Assert.Equal("0 2", await StalledAsync());
    }

    [Fact]
    public async Task An_unknown_pipeline_has_no_board_and_a_wrong_id_is_an_error()
    {
        var unknown = await _office.AskAsync("""{ board(pipelineId: "UGlwZWxpbmU6AAAAAAAAAAAAAAAAAAAAAA==") { asOf } }""");
        var wrong = await _office.AskAsync($$"""{ board(pipelineId: "{{_line["A"]}}") { asOf } }""");

        Assert.Equal("""{"data":{"board":null}}""", unknown.GetRawText());
        Assert.EndsWith("is not an ID of `Pipeline`.", wrong.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    private async Task<string> StalledAsync()
    {
        await _office.LookForStalledAsync();
        return string.Join(" ", (await ColumnsAsync("stalledCount")).Select(column => column.GetProperty("stalledCount")));
    }

    private async Task<List<JsonElement>> ColumnsAsync(string selection, string arguments = "")
    {
        var data = await _office.DataAsync(
            $$"""{ board(pipelineId: "{{_line.Id}}"{{arguments}}) { columns { {{selection}} } } }""");
        return [.. data.GetProperty("board").GetProperty("columns").EnumerateArray()];
    }
}
