using System.Globalization;
using System.Text.Json.Nodes;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>When things may have happened: not in the future, and not before the deal's latest transition.</summary>
public sealed class DateTests(Company company) : IClassFixture<Company>
{
    private const string Closed = "deal { at: closedAt }", Done = "activity { at: completedAt }";

    private readonly Office _office = company.Office;

    [Theory]
    [InlineData("createDeal", "createdAt", "deal { at: createdAt }")]
    [InlineData("moveDeal", "effectiveAt", "transition { at: effectiveAt }")]
    [InlineData("winDeal", "closedAt", Closed)]
    [InlineData("loseDeal", "closedAt", Closed)]
    [InlineData("disqualifyDeal", "closedAt", Closed)]
    [InlineData("correctClosedDeal", "closedAt", Closed)]
    [InlineData("logActivity", "completedAt", Done)]
    [InlineData("completeActivity", "completedAt", Done)]
    public async Task A_minute_ahead_is_taken_as_now_and_more_is_the_future(string mutation, string field,
        string selection)
    {
        var input = await Samples.All[mutation].Input(company);
        _office.Clock.Advance(TimeSpan.FromSeconds(5));

        var future = await _office.RefusedAsync(mutation, At(input, field,
            _office.Now.AddSeconds(60).AddMilliseconds(1)));
        var now = await _office.CallAsync(mutation, At(input, field, _office.Now.AddSeconds(60)), selection);

        Assert.Equal([field], future);
        Assert.Equal(Wire(_office.Now), now.Text(selection.Split(' ')[0] + ".at"));
    }

    [Theory]
    [InlineData("moveDeal", "effectiveAt", "transition { at: effectiveAt }")]
    [InlineData("winDeal", "closedAt", Closed)]
    [InlineData("loseDeal", "closedAt", Closed)]
    [InlineData("disqualifyDeal", "closedAt", Closed)]
    public async Task Before_the_latest_transition_counts_right_after_it_on_its_local_day_and_is_refused_on_another(
        string mutation, string field, string selection)
    {
        // In Tokyo it is 1 o'clock in the morning of the next day, when the deal enters.
        var tokyo = await _office.PipelineAsync("FREE", [new { name = "A" },
            new { name = "C" }], timeZone: "Asia/Tokyo");
        var entered = _office.Now.Date.AddHours(16);
        _office.Clock.Advance(TimeSpan.FromDays(2));
        var deal = await _office.DealAsync(tokyo, more: new { createdAt = entered });
        var input = InputPaths.With(await Samples.All[mutation].Input(company), ("dealId", deal));
        if (mutation == "moveDeal") input["toStageId"] = tokyo["C"];

        var dayBefore = await _office.RefusedAsync(mutation, At(input, field,
            entered.AddHours(-1).AddMilliseconds(-1)));
        var sameDay = await _office.CallAsync(mutation, At(input, field, entered.AddHours(-1)), selection);

        Assert.Equal([field], dayBefore);
        Assert.Equal(Wire(entered.AddMilliseconds(1)), sameDay.Text(selection.Split(' ')[0] + ".at"));
    }

    [Fact]
    public async Task A_corrected_close_does_not_lie_before_the_deal_entered_its_stage()
    {
        var deal = await company.WonAsync();

        var early = await _office.RefusedAsync("correctClosedDeal",
            new { dealId = deal, reason = "Wrong day", closedAt = _office.Now.AddSeconds(-1) });

        Assert.Equal(["closedAt"], early);
    }

    [Fact]
    public async Task A_late_entry_keeps_when_it_happened_and_when_it_was_recorded()
    {
        var deal = await company.DealAsync();
        _office.Clock.Advance(TimeSpan.FromDays(3));

        var moved = await _office.CallAsync("moveDeal",
            new { dealId = deal, toStageId = company.Free["B"], effectiveAt = _office.Now.AddDays(-1) },
            "transition { effectiveAt recordedAt } deal { stageEnteredAt }");

        Assert.Equal(Wire(_office.Now.AddDays(-1)), moved.Text("transition.effectiveAt"));
        Assert.Equal(Wire(_office.Now), moved.Text("transition.recordedAt"));
        Assert.Equal(Wire(_office.Now.AddDays(-1)), moved.Text("deal.stageEnteredAt"));
    }

    [Fact]
    public async Task A_date_that_is_refused_does_not_hide_what_else_is_wrong()
    {
        var future = _office.Now.AddDays(1);

        Assert.Equal(["closedAt", "note"], (await _office.RefusedAsync("loseDeal",
            new { dealId = await company.DealAsync(), lossReason = "OTHER", closedAt = future })).Order());
        Assert.Equal(["effectiveAt", "toStageId"], (await _office.RefusedAsync("moveDeal",
            new { dealId = await company.DealAsync(), toStageId = company.Free["A"], effectiveAt = future })).Order());
        Assert.Equal(["amount", "createdAt"], (await _office.RefusedAsync("createDeal",
            new { title = "Early", pipelineId = company.Free.Id, amount = -1, createdAt = future })).Order());
    }

    private static JsonObject At(object input, string field, DateTime instant)
        => InputPaths.With(input, (field, Wire(instant)));

    private static string Wire(DateTime instant)
        => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
