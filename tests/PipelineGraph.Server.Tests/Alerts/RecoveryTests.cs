using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Alerts;

/// <summary>Whatever ends a reason ends its alert, right after the event that tells of it.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private static readonly string[] None = [];

    private Office _office = null!;
    private Line _line = null!;

    public async Task InitializeAsync() => _office = await Office.OpenAsync();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    public static TheoryData<string, string> Actions => new()
    {
        { "TIME_IN_STAGE", "move" }, { "TIME_IN_STAGE", "win" }, { "TIME_IN_STAGE", "lose" },
        { "TIME_IN_STAGE", "disqualify" }, { "TIME_IN_STAGE", "void" }, { "TIME_IN_STAGE", "transfer" },
        { "TIME_IN_STAGE", "remove stage" },
        { "NO_ACTIVITY", "move" }, { "NO_ACTIVITY", "edit" }, { "NO_ACTIVITY", "assign" }, { "NO_ACTIVITY", "rate" },
        { "NO_ACTIVITY", "log" }, { "NO_ACTIVITY", "plan" }, { "NO_ACTIVITY", "complete" }, { "NO_ACTIVITY", "lose" },
        { "NEXT_STEP_OVERDUE", "complete" }, { "NEXT_STEP_OVERDUE", "move" }, { "NEXT_STEP_OVERDUE", "void" },
        { "CLOSE_DATE_PASSED", "put off" }, { "CLOSE_DATE_PASSED", "forget date" }, { "CLOSE_DATE_PASSED", "win" },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task An_alert_recovers_by_what_ends_its_reason(string reason, string action)
    {
        var (deal, activity) = await StalledAsync(reason);
        Assert.Equal([$"RAISED {reason}"], await _office.ToldAsync());

        await ActAsync(action, deal, activity);
        await _office.FollowAsync();

        Assert.Equal([$"RAISED {reason}", $"RECOVERED {reason}"], await _office.ToldAsync());
        await _office.LookForStalledAsync();
        Assert.Equal(2, (await _office.ToldAsync()).Count);
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task A_look_at_all_deals_finds_the_same(string reason, string action)
    {
        var (deal, activity) = await StalledAsync(reason);

        await ActAsync(action, deal, activity);
        await _office.LookForStalledAsync();

        Assert.Equal([$"RAISED {reason}", $"RECOVERED {reason}"], await _office.ToldAsync());
    }

    [Theory]
    [InlineData("TIME_IN_STAGE", "log")]
    [InlineData("TIME_IN_STAGE", "edit")]
    [InlineData("NO_ACTIVITY", "raise objection")]
    [InlineData("NEXT_STEP_OVERDUE", "plan")]
    [InlineData("CLOSE_DATE_PASSED", "log")]
    public async Task An_alert_stays_open_by_what_does_not_end_its_reason(string reason, string action)
    {
        var (deal, activity) = await StalledAsync(reason);

        await ActAsync(action, deal, activity);
        await _office.FollowAsync();
        await _office.LookForStalledAsync();

        Assert.Equal([$"RAISED {reason}"], await _office.ToldAsync());
    }

    [Fact]
    public async Task A_rule_that_is_switched_off_ends_its_alerts_with_the_next_look_at_all_deals()
    {
        await StalledAsync("NO_ACTIVITY");

        await _office.CallAsync("updateStage", new { stageId = _line["B"], stallRules = None }, "stage { id }");
        await _office.LookForStalledAsync();

        Assert.Equal(["RAISED NO_ACTIVITY", "RECOVERED NO_ACTIVITY"], await _office.ToldAsync());
    }

    [Fact]
    public async Task An_undone_move_lets_the_old_visit_go_on_and_its_reason_is_a_new_alert()
    {
        var (deal, _) = await StalledAsync("TIME_IN_STAGE");
        await _office.MoveAsync(deal, _line["C"]);
        await _office.FollowAsync();

        await _office.CallAsync("undoMove", new { dealId = deal });
        await _office.FollowAsync();

        Assert.Equal(["RAISED TIME_IN_STAGE", "RECOVERED TIME_IN_STAGE", "RAISED TIME_IN_STAGE"],
            await _office.ToldAsync());
    }

    [Fact]
    public async Task A_reopened_deal_begins_a_new_visit()
    {
        var (deal, _) = await StalledAsync("TIME_IN_STAGE");
        await _office.CallAsync("loseDeal", new { dealId = deal, lossReason = "PRICE" });
        await _office.CallAsync("reopenDeal", new { dealId = deal, reason = "They called" });
        await _office.FollowAsync();
        await _office.AfterAsync(9);
        Assert.Equal(2, (await _office.ToldAsync()).Count);

        await _office.AfterAsync(2);

        Assert.Equal("RAISED TIME_IN_STAGE", (await _office.ToldAsync())[2]);
    }

    [Fact]
    public async Task A_planned_activity_counts_until_it_is_due()
    {
        _line = await _office.WatchedLineAsync("NO_ACTIVITY");
        var deal = await _office.DealAsync(_line, more: new { stageId = _line["B"] });
        await ActAsync("plan", deal, "");   // in thirty days

        await _office.AfterAsync(29);
        Assert.Empty(await _office.ToldAsync());

        await _office.AfterAsync(2);
        Assert.Equal(["RAISED NO_ACTIVITY", "ESCALATED NO_ACTIVITY"], await _office.ToldAsync());
    }

    [Theory]
    [InlineData("Asia/Tokyo", 5, "")]
    [InlineData("Asia/Tokyo", 7, "RAISED CLOSE_DATE_PASSED")]
    [InlineData("America/Los_Angeles", 22, "")]
    [InlineData("America/Los_Angeles", 24, "RAISED CLOSE_DATE_PASSED")]
    public async Task The_close_date_passes_in_the_time_zone_of_the_pipeline(string timeZone, int hours, string told)
    {
        // It is nine o'clock UTC on the second of March: 18 in Tokyo, 1 in Los Angeles.
        await _office.PipelineAsync(timeZone: "Europe/Berlin");
        var line = await _office.PipelineAsync("FREE", timeZone: timeZone);
        await _office.DealAsync(line, more: new { expectedCloseDate = "2026-03-02" });

        await _office.AfterAsync(hours / 24.0);

        Assert.Equal(told, string.Join(" ", await _office.ToldAsync()));
    }

    /// <summary>A deal that stalls for one reason only, and an overdue activity of it.</summary>
    private async Task<(string Deal, string Activity)> StalledAsync(string reason)
    {
        _line = await _office.WatchedLineAsync(reason);
        var more = new { stageId = _line["B"], expectedCloseDate = "2026-03-10" };
        var deal = await _office.DealAsync(_line, more: more);
        var activity = (await _office.CallAsync("logActivity",
            new { dealId = deal, type = "CALL", subject = "Ring", dueAt = _office.Now.AddDays(8) }, "activity { id }"))
            .Text("activity.id");
        await _office.AfterAsync(15);
        return (deal, activity);
    }

    private async Task ActAsync(string action, string dealId, string activityId)
    {
        var plan = new { dealId, type = "CALL", subject = "Ring", dueAt = _office.Now.AddDays(30) };
        var done = action switch
        {
            "move" => _office.CallAsync("moveDeal", new { dealId, toStageId = _line["C"] }),
            "transfer" => _office.CallAsync("moveDeal",
                new { dealId, toStageId = (await _office.WatchedLineAsync())["A"], reason = "Theirs" }),
            "win" => _office.CallAsync("winDeal", new { dealId }),
            "lose" => _office.CallAsync("loseDeal", new { dealId, lossReason = "PRICE" }),
            "disqualify" => _office.CallAsync("disqualifyDeal", new { dealId, note = "No need" }),
            "void" => _office.CallAsync("voidDeal", new { dealId, reason = "Twice" }),
            "remove stage" => _office.CallAsync("removeStage",
                new { stageId = _line["B"], moveOpenDealsTo = _line["C"] }, "pipeline { id }"),
            "edit" => _office.CallAsync("updateDeal", new { dealId, amount = 17 }),
            "assign" => _office.CallAsync("assignDeal", new { dealId, ownerId = await _office.RepAsync() }),
            "rate" => _office.CallAsync("qualifyDeal", new { dealId, need = "YES" }),
            "put off" => _office.CallAsync("updateDeal", new { dealId, expectedCloseDate = "2026-04-10" }),
            "forget date" => _office.CallAsync("updateDeal", new { dealId, expectedCloseDate = (string?)null }),
            "log" => _office.CallAsync(
                "logActivity", new { dealId, type = "CALL", subject = "Rang" }, "activity { id }"),
            "plan" => _office.CallAsync("logActivity", plan, "activity { id }"),
            "complete" => _office.CallAsync("completeActivity", new { activityId }, "activity { id }"),
            _ => _office.CallAsync("raiseObjection", new { dealId, summary = "Too dear" }, "objection { id }"),
        };
        Assert.True((await done).HasSucceeded);
    }
}
