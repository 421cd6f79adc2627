using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>Whose deals a manager changes when the token names no team: those of their sales rep's team.</summary>
public sealed class TeamTests(Company company) : IClassFixture<Company>
{
    private const string DryRun = "query ($id: ID!) { dealById(id: $id) { winOption { isAllowed } } }";

    private readonly Office _office = company.Office;

    [Theory]
    [InlineData("rita", null, true)]
    [InlineData("sam", null, false)]
    [InlineData("sam", "North", true)]
    [InlineData("rita", "South", false)]
    [InlineData("somebody", null, true)]   // neither has a team: all
    public async Task The_team_of_the_token_wins_over_the_sales_reps(string subject, string? team, bool seesNorth)
    {
        var line = await _office.PlainPipelineAsync("FREE");
        var colleague = await _office.RepAsync("Nora", subject: null, "North");
        var deal = await _office.DealAsync(line, more: new { ownerId = colleague });
        var by = new By(Role.Manager, subject, team);

        var dryRun = await _office.AskAsync(DryRun, new { id = deal }, by.Role, by.Subject, by.Team);
        var move = await _office.CallAsync("moveDeal", new { dealId = deal, toStageId = line["B"] }, "deal { id }", by);
        var design = await _office.CallAsync("updateStage", new { stageId = line["A"], name = "New" }, "stage { id }", by);

        Assert.Equal(seesNorth ? """{"winOption":{"isAllowed":true}}""" : "null",
            dryRun.GetProperty("data").GetProperty("dealById").GetRawText());
        Assert.Equal(seesNorth ? [] : ["NotFoundError"], move.Refusals);
        Assert.Equal(seesNorth ? null : "AUTH_NOT_AUTHORIZED", design.Code);
    }

    [Fact]
    public async Task A_manager_who_changes_teams_changes_the_new_teams_deals_at_once()
    {
        var line = await _office.PlainPipelineAsync("FREE");
        var deal = await company.DealAsync(line);
        var mona = await _office.RepAsync("Mona", "mona", "South");
        Task<Payload> MoveAsync() => _office.CallAsync(
            "moveDeal", new { dealId = deal, toStageId = line["B"] }, "deal { id }", new By(Role.Manager, "mona"));
        await _office.CallAsync("createAccount", new { name = "Hers" }, "account { id }", new By(Role.Manager, "mona"));

        Assert.Equal(["NotFoundError"], (await MoveAsync()).Refusals);
        await _office.CallAsync("updateSalesRep", new { id = mona, team = "North" }, "salesRep { id }");
        Assert.True((await MoveAsync()).HasSucceeded);
    }
}
