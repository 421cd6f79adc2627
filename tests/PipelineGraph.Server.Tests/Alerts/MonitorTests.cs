using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Races;

namespace PipelineGraph.Server.Tests.Alerts;

/// <summary>Alerts in time, on both databases.</summary>
public sealed class MonitorTests
{
    private static readonly string[] TimeOnly = ["TIME_IN_STAGE"];

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task An_alert_is_raised_once_escalates_once_and_recovers_once(string provider)
    {
        await using var cluster = await Cluster.OpenAsync(provider);
        var (office, line) = (cluster.First, await cluster.First.WatchedLineAsync("TIME_IN_STAGE"));
        var deal = await office.DealAsync(line, more: new { stageId = line["B"] });

        await office.AfterAsync(10);
        Assert.Empty(await office.ToldAsync());

        foreach (var days in new[] { 0.5, 3, 7, 1 }) await office.AfterAsync(days);
        await office.MoveAsync(deal, line["C"]);
        await office.AfterAsync(0);
        await office.AfterAsync(1);

        Assert.Equal(["RAISED TIME_IN_STAGE", "ESCALATED TIME_IN_STAGE", "RECOVERED TIME_IN_STAGE"],
            await office.ToldAsync());
        var alert = Assert.Single(await office.AlertsAsync(
            "reason severity limitDays limitSource daysAtRaise raisedAt recoveredAt stage { name } deal { version }"));
        Assert.Equal("""
            {"reason":"TIME_IN_STAGE","severity":"CRITICAL","limitDays":10,"limitSource":"STAGE_SETTING",
            "daysAtRaise":10.5,"raisedAt":"2026-03-12T21:00:00.000Z","recoveredAt":"2026-03-23T21:00:00.000Z",
            "stage":{"name":"B"},"deal":{"version":2}}
            """.ReplaceLineEndings(""), alert.GetRawText());
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Two_servers_that_look_at_once_do_everything_once(string provider)
    {
        await using var cluster = await Cluster.OpenAsync(provider, servers: 2);
        var line = await cluster.First.WatchedLineAsync("TIME_IN_STAGE", "NO_ACTIVITY");
        var deals = new List<string>();
        for (var i = 0; i < 8; i++)
            deals.Add(await cluster.First.DealAsync(line, $"Deal {i}", new { stageId = line["B"] }));

        await BothAfterAsync(15);
        await BothAfterAsync(6);
        foreach (var deal in deals)
            await cluster.First.CallAsync("loseDeal", new { dealId = deal, lossReason = "PRICE" });
        await BothAfterAsync(0);

        var told = (await cluster.First.ToldAsync()).CountBy(each => each)
            .OrderBy(each => each.Key, StringComparer.Ordinal);
        Assert.Equal([new("ESCALATED TIME_IN_STAGE", 8), new("RAISED NO_ACTIVITY", 8), new("RAISED TIME_IN_STAGE", 8),
            new("RECOVERED NO_ACTIVITY", 8), new("RECOVERED TIME_IN_STAGE", 8)], told);

        Task BothAfterAsync(double days)
        {
            foreach (var server in cluster.Servers) server.Clock.Advance(TimeSpan.FromDays(days));
            return cluster.CrowdAsync(6, async (office, _) =>
            {
                await office.LookForStalledAsync();
                return true;
            });
        }
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task A_restart_neither_forgets_nor_repeats(string provider)
    {
        await using var cluster = await Cluster.OpenAsync(provider);
        var line = await cluster.First.WatchedLineAsync("TIME_IN_STAGE");
        await cluster.First.DealAsync(line, more: new { stageId = line["B"] });
        await cluster.First.AfterAsync(11);

        await cluster.RestartAsync();
        await cluster.First.AfterAsync(12);
        Assert.Equal(["RAISED TIME_IN_STAGE"], await cluster.First.ToldAsync());

        await cluster.RestartAsync();
        await cluster.First.AfterAsync(40);
        Assert.Equal(["RAISED TIME_IN_STAGE", "ESCALATED TIME_IN_STAGE"], await cluster.First.ToldAsync());
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Put_off_an_alert_is_quiet_until_it_is_due_again(string provider)
    {
        await using var cluster = await Cluster.OpenAsync(provider);
        var (office, line) = (cluster.First, await cluster.First.WatchedLineAsync("TIME_IN_STAGE"));
        var deal = await office.DealAsync(line, more: new { stageId = line["B"] });
        await office.AfterAsync(11);
        var alertId = await office.AlertAsync();
        var until = office.Now.AddDays(14);
        await office.CallAsync("snoozeStalledDealAlert", new { alertId, until }, "stalledDealAlert { id }");

        await office.AfterAsync(13);
        Assert.Equal(["RAISED TIME_IN_STAGE", "SNOOZED TIME_IN_STAGE"], await office.ToldAsync());
        Assert.True((await office.ReadAsync(deal, "isStalled")).GetProperty("isStalled").GetBoolean());

        await office.AfterAsync(1);
        await office.AfterAsync(1);
        Assert.Equal(["SNOOZE_ENDED TIME_IN_STAGE", "ESCALATED TIME_IN_STAGE"], (await office.ToldAsync()).Skip(2));
    }

    [Fact]
    public async Task What_is_critical_when_it_is_found_is_raised_and_escalated_in_one_look()
    {
        await using var office = await Office.OpenAsync();
        var line = await office.WatchedLineAsync("TIME_IN_STAGE");
        await office.DealAsync(line, more: new { stageId = line["B"], createdAt = "2026-01-01T00:00:00Z" });

        await office.LookForStalledAsync();

        Assert.Equal(["RAISED TIME_IN_STAGE", "ESCALATED TIME_IN_STAGE"], await office.ToldAsync());
    }

    [Fact]
    public async Task A_clock_that_is_set_back_a_little_changes_nothing_and_one_that_was_far_ahead_is_put_right()
    {
        await using var office = await Office.OpenAsync();
        var line = await office.WatchedLineAsync("TIME_IN_STAGE");
        await office.DealAsync(line, more: new { stageId = line["B"] });
        await office.AfterAsync(10.001);

        office.Clock.AdjustTime(office.Clock.GetUtcNow().AddMinutes(-5));
        await office.LookForStalledAsync();
        Assert.Equal(["RAISED TIME_IN_STAGE"], await office.ToldAsync());

        office.Clock.AdjustTime(office.Clock.GetUtcNow().AddYears(1));
        await office.LookForStalledAsync();
        office.Clock.AdjustTime(office.Clock.GetUtcNow().AddYears(-1));
        await office.LookForStalledAsync();
        Assert.Equal(["RAISED TIME_IN_STAGE", "ESCALATED TIME_IN_STAGE"], await office.ToldAsync());

        office.Clock.AdjustTime(office.Clock.GetUtcNow().AddDays(-2));
        await office.LookForStalledAsync();
        office.Clock.AdjustTime(office.Clock.GetUtcNow().AddDays(2));
        await office.AfterAsync(0.1);
        Assert.Equal(["RECOVERED TIME_IN_STAGE", "RAISED TIME_IN_STAGE"], (await office.ToldAsync()).Skip(2));
    }

    [Fact]
    public async Task The_limit_of_an_open_alert_stays_while_new_ones_go_by_the_new_limit()
    {
        await using var office = await Office.OpenAsync();
        var line = await office.WatchedLineAsync("TIME_IN_STAGE");
        await office.DealAsync(line, more: new { stageId = line["B"] });
        await office.AfterAsync(11);

        await office.CallAsync("updateStage", new { stageId = line["B"], stalledAfterDays = 12.5 }, "stage { id }");
        await office.DealAsync(line, more: new { stageId = line["B"] });
        await office.AfterAsync(13);

        Assert.Equal([10, 12.5], (await office.AlertsAsync("limitDays recoveredAt")).Select(alert =>
            alert.GetProperty("limitDays").GetDouble()));
    }

    [Fact]
    public async Task Without_a_setting_the_limit_is_learned_from_won_deals()
    {
        await using var office = await Office.OpenAsync();
        var line = await office.PipelineAsync("FREE", [new { name = "A", stallRules = TimeOnly }]);
        for (var i = 1; i <= 30; i++)
        {
            var won = await office.DealAsync(line, more: new { createdAt = office.Now.AddDays(-i) });
            await office.CallAsync("winDeal", new { dealId = won });
        }
        await office.DealAsync(line);

        await office.AfterAsync(28);

        var alert = Assert.Single(await office.AlertsAsync("limitDays limitSource"));
        Assert.Equal("""{"limitDays":27.1,"limitSource":"WON_DEALS_P90"}""", alert.GetRawText());
    }
}
