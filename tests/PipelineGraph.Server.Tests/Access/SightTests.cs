using System.Text.Json;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>Seeing more than one's own: settings, several roles, and what may be seen but not changed.</summary>
public sealed class SightTests
{
    private const string Denied = "AUTH_NOT_AUTHORIZED";

    [Theory]
    [InlineData("Own", 1)]
    [InlineData("Team", 2)]
    [InlineData("all", 4)]
    public async Task Reps_see_what_the_setting_says_and_change_their_own_only(string setting, int seen)
    {
        await using var teams = await TwoTeams.OpenAsync(settings: $"--Access:RepsSee={setting}");
        var ruth = await teams.DealAsync(TwoTeams.Red, await teams.Office.RepAsync("Ruth", "ruth", "Red"), 5);

        var count = (await AskAsync(teams, "{ deals { totalCount } dealAggregates { rows { count } } }", "rita"))
            .GetProperty("data");
        var own = await UpdateAsync(teams, teams.RedDeal);
        var others = await UpdateAsync(teams, ruth);

        Assert.Equal(seen, count.GetProperty("deals").GetProperty("totalCount").GetInt32());
        Assert.Equal(seen, count.GetProperty("dealAggregates").GetProperty("rows").EnumerateArray()
            .Sum(row => row.GetProperty("count").GetInt32()));
        Assert.True(own.HasSucceeded);
        if (seen == 1) Assert.Equal(["NotFoundError"], others.Refusals);
        else Assert.Equal(Denied, others.Code);
    }

    [Fact]
    public async Task A_setting_without_a_meaning_stops_the_start()
    {
        var refused = await Assert.ThrowsAsync<OperatorException>(
            () => RunningServer.StartAsync(settings: ["--Access:RepsSee=everything"]));

        Assert.Equal("Access:RepsSee is 'everything'; it can be Own, Team or All.", refused.Message);
    }

    /// <summary>An analyst who also sells sees all deals: that others' exist is no secret, changing them is not theirs.</summary>
    [Theory]
    [InlineData("updateDeal", "{ dealId: \"DEAL\", title: \"x\" }")]
    [InlineData("moveDeal", "{ dealId: \"DEAL\", toStageId: \"STAGE\" }")]
    [InlineData("moveDeals", "{ deals: [{ dealId: \"OWN\" }, { dealId: \"DEAL\" }], toStageId: \"STAGE\" }")]
    [InlineData("completeActivity", "{ activityId: \"ACTIVITY\" }")]
    [InlineData("winDeal", "{ dealId: \"DEAL\" }")]
    public async Task What_is_seen_and_not_one_s_own_is_not_authorized(string mutation, string input)
    {
        await using var teams = await TwoTeams.OpenAsync();
        var activity = (await teams.Office.ReadAsync(teams.BlueDeal, "activities { nodes { id } }"))
            .GetProperty("activities").GetProperty("nodes")[0].GetProperty("id").GetString();
        var query = $"mutation {{ {mutation}(input: {input}) {{ errors {{ __typename }} }} }}"
            .Replace("DEAL\"", teams.BlueDeal + "\"", StringComparison.Ordinal)
            .Replace("OWN\"", teams.RedDeal + "\"", StringComparison.Ordinal)
            .Replace("STAGE", teams.Line["B"], StringComparison.Ordinal)
            .Replace("ACTIVITY", activity, StringComparison.Ordinal);
        var before = await teams.Office.DumpAsync();

        var both = await teams.AskAsync(query, teams.Office.TokenOf([Role.Rep, Role.Analyst], "rita"));
        var rep = await teams.AskAsync(query, teams.Office.TokenOf(Role.Rep, "rita"));

        Assert.Equal(Denied, both.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.DoesNotContain(Denied, rep.GetRawText(), StringComparison.Ordinal);
        if (mutation != "moveDeals") Assert.Equal(before, await teams.Office.DumpAsync());
    }

    [Theory]
    [InlineData("updateStage(input: { stageId: \"STAGE\", name: \"Z\" })")]
    [InlineData("removeStage(input: { stageId: \"STAGE\", moveOpenDealsTo: \"OTHER\" })")]
    [InlineData("addStage(input: { pipelineId: \"LINE\", stage: { name: \"Z\" } })")]
    [InlineData("archivePipeline(input: { pipelineId: \"LINE\" })")]
    public async Task Stages_of_a_pipeline_with_hidden_deals_are_changed_by_admins_only(string call)
    {
        await using var teams = await TwoTeams.OpenAsync();
        call = call.Replace("STAGE", teams.Line["A"], StringComparison.Ordinal)
            .Replace("OTHER", teams.Line["B"], StringComparison.Ordinal)
            .Replace("LINE", teams.Line.Id, StringComparison.Ordinal);
        var query = $"mutation {{ {call} {{ errors {{ __typename }} }} }}";

        var team = await teams.AskAsync(query, teams.Office.TokenOf(Role.Manager, "boss", "Red"));
        await teams.Office.CallAsync("assignDeal", new { dealId = teams.BlueDeal, ownerId = teams.Rita });
        var unowned = await teams.AskAsync(query, teams.Office.TokenOf(Role.Manager, "boss", "Red"));
        var all = await teams.AskAsync(query, teams.Office.TokenOf(Role.Manager, "boss"));

        Assert.Contains(Denied, team.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(Denied, unowned.GetRawText(), StringComparison.Ordinal);   // a deal of nobody is hidden, too
        Assert.DoesNotContain(Denied, all.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task External_ids_do_not_tell_whether_a_hidden_deal_has_them()
    {
        await using var teams = await TwoTeams.OpenAsync();
        await teams.Office.CallAsync("updateDeal", new { dealId = teams.BlueDeal, externalId = "B-1" });
        await teams.Office.CallAsync("updateDeal", new { dealId = teams.RedDeal, externalId = "R-1" });

        var taken = await CreateAsync(teams, "B-1");
        var free = await CreateAsync(teams, "X-1");
        var unchanged = await teams.Office.CallAsync("updateDeal",
            new { dealId = teams.RedDeal, externalId = "R-1", title = "New" }, role: Role.Rep, subject: "rita");
        var admin = await teams.Office.CallAsync("updateDeal", new { dealId = teams.RedDeal, externalId = "B-1" });

        Assert.Equal(Denied, taken.Code);
        Assert.Equal(taken.Answer.GetRawText(), free.Answer.GetRawText());
        Assert.True(unchanged.HasSucceeded);
        Assert.Equal(["externalId"], admin.FaultyFields);
    }

    private static Task<Payload> CreateAsync(TwoTeams teams, string externalId) => teams.Office.CallAsync("createDeal",
        new { title = "New", pipelineId = teams.Line.Id, externalId }, role: Role.Rep, subject: "rita");

    private static Task<Payload> UpdateAsync(TwoTeams teams, string dealId) => teams.Office.CallAsync(
        "updateDeal", new { dealId, title = "Changed" }, role: Role.Rep, subject: "rita");

    private static Task<JsonElement> AskAsync(TwoTeams teams, string query, string subject)
        => teams.AskAsync(query, teams.Office.TokenOf(Role.Rep, subject));
}
