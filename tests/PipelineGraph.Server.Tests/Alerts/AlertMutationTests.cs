using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Alerts;

public sealed class AlertMutationTests : IAsyncLifetime
{
    private const string Acknowledge = "acknowledgeStalledDealAlert", Snooze = "snoozeStalledDealAlert";
    private const string Read =
        "stalledDealAlert { acknowledgedAt acknowledgedBy { name } note snoozedUntil severity }";

    private Office _office = null!;
    private string _deal = "", _alert = "";

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        var line = await _office.WatchedLineAsync("TIME_IN_STAGE");
        var rita = await _office.RepAsync("Rita", "rita", "North");
        await _office.RepAsync("Sam", "sam", "South");
        _deal = await _office.DealAsync(line, more: new { stageId = line["B"], ownerId = rita });
        await _office.AfterAsync(11);
        _alert = await _office.AlertAsync();
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task An_alert_is_acknowledged_by_whoever_takes_care_and_the_deal_does_not_change()
    {
        var done = await _office.CallAsync(Acknowledge, new { alertId = _alert, note = "Calling them" }, Read, By.Rita);

        Assert.Equal("""
            {"acknowledgedAt":"2026-03-13T09:00:00.000Z","acknowledgedBy":{"name":"Rita"},"note":"Calling them",
            "snoozedUntil":null,"severity":"WARNING"}
            """.ReplaceLineEndings(""), done.Success.GetProperty("stalledDealAlert").GetRawText());
        Assert.Equal(["RAISED TIME_IN_STAGE", "ACKNOWLEDGED TIME_IN_STAGE"], await _office.ToldAsync());
        Assert.Equal("""{"version":1,"isStalled":true}""",
            (await _office.ReadAsync(_deal, "version isStalled")).GetRawText());
    }

    [Fact]
    public async Task An_alert_is_acknowledged_once_and_put_off_as_often_as_one_likes()
    {
        await _office.CallAsync(Acknowledge, new { alertId = _alert }, Read);
        var again = await _office.CallAsync(Acknowledge, new { alertId = _alert }, Read);
        Assert.Equal(["alertId"], again.FaultyFields);

        foreach (var days in new[] { 5, 3 })
        {
            var until = _office.Now.AddDays(days);
            var done = await _office.CallAsync(Snooze, new { alertId = _alert, until }, Read);
            Assert.Equal(until, done.Success.GetProperty("stalledDealAlert").GetProperty("snoozedUntil").GetDateTime());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(366)]
    public async Task It_is_put_off_into_the_next_year_only(double days)
    {
        var until = _office.Now.AddDays(days);
        var refused = await _office.CallAsync(Snooze, new { alertId = _alert, until }, Read);

        Assert.Equal(["until"], refused.FaultyFields);
        Assert.Equal(["RAISED TIME_IN_STAGE"], await _office.ToldAsync());
    }

    [Fact]
    public async Task What_has_recovered_is_nobodys_care_any_more()
    {
        await _office.CallAsync("loseDeal", new { dealId = _deal, lossReason = "PRICE" });
        await _office.FollowAsync();

        var acknowledged = await _office.CallAsync(Acknowledge, new { alertId = _alert }, Read);
        var snoozed = await _office.CallAsync(Snooze, new { alertId = _alert, until = _office.Now.AddDays(1) }, Read);

        Assert.Equal(["alertId"], acknowledged.FaultyFields);
        Assert.Equal(["alertId"], snoozed.FaultyFields);
    }

    [Fact]
    public async Task An_alert_of_a_voided_deal_is_in_no_list_and_cannot_be_changed()
    {
        await _office.CallAsync("voidDeal", new { dealId = _deal, reason = "Twice" });

        Assert.Empty(await _office.AlertsAsync("id"));
        Assert.Equal(["alertId"], (await _office.CallAsync(Acknowledge, new { alertId = _alert }, Read)).FaultyFields);
    }

    [Theory]
    [InlineData("Rep", "sam", null, false)]
    [InlineData("Rep", "rita", null, true)]
    [InlineData("Manager", "mia", "South", false)]
    [InlineData("Manager", "mia", "North", true)]
    [InlineData("Manager", "mia", null, true)]
    public async Task Only_those_whose_deal_it_is_look_after_it(string role, string subject, string? team, bool may)
    {
        var done = await _office.CallAsync(
            Acknowledge, new { alertId = _alert }, Read, Enum.Parse<Role>(role), subject, team);

        Assert.Equal(may ? [] : ["NotFoundError"], done.Refusals);
    }

    [Fact]
    public async Task An_integration_that_also_sells_looks_after_its_own_deals_only()
    {
        var tokens = new LocalTokens(_office.Services.GetRequiredService<LocalKey>(),
            _office.Services.GetRequiredService<IHostEnvironment>(), TimeProvider.System);

        Assert.Contains("AUTH_NOT_AUTHORIZED", await AcknowledgeAsync("sam"));   // it sees the alert
        Assert.Contains("\"errors\":null", await AcknowledgeAsync("rita"));

        async Task<string> AcknowledgeAsync(string subject)
        {
            var caller = new Caller(subject, null, [Role.Rep, Role.Integration], Team: null);
            using var request = Office.Request(Office.Text(Acknowledge, Read), new { input = new { alertId = _alert } },
                tokens.Issue(caller, TimeSpan.FromHours(1)));
            using var response = await _office.Client.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task A_key_makes_a_retry_safe()
    {
        var (first, second) = (await SendAsync(), await SendAsync());

        Assert.Contains("acknowledgedAt", first);
        Assert.Equal(first, second);
        Assert.Equal(2, (await _office.ToldAsync()).Count);

        async Task<string> SendAsync()
        {
            using var request = Office.Request(
                Office.Text(Acknowledge, Read), new { input = new { alertId = _alert } }, _office.TokenOf(Role.Admin));
            request.Headers.Add("Idempotency-Key", "one");
            using var response = await _office.Client.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }
}
