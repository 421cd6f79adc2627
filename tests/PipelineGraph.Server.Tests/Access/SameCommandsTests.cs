using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>What is hidden takes the same SQL commands as what is missing, so that not even the work done tells them apart.</summary>
public sealed class SameCommandsTests : IAsyncLifetime
{
    private TwoTeams _teams = null!;
    private readonly Dictionary<string, string> _hidden = [];

    public async Task InitializeAsync()
    {
        _teams = await TwoTeams.OpenAsync();
        var office = _teams.Office;
        var deal = _hidden["Deal"] = _teams.BlueDeal;
        await office.CallAsync("moveDeal", new { dealId = deal, toStageId = _teams.Line["B"] });
        _hidden["Objection"] = (await office.CallAsync("raiseObjection",
            new { dealId = deal, summary = TwoTeams.Blue }, "objection { id }")).Text("objection.id");
        _hidden["Activity"] = (await office.CallAsync("logActivity",
            new { dealId = deal, type = "CALL", subject = TwoTeams.Blue, dueAt = office.Now }, "activity { id }"))
            .Text("activity.id");
        await office.CallAsync("updateDeal", new { dealId = deal, expectedCloseDate = "2026-01-02" });
        await office.LookForStalledAsync();
        var read = await office.ReadAsync(deal, "stalledAlerts { id } transitions { id }");
        _hidden["StalledDealAlert"] = Id(read, "stalledAlerts");
        _hidden["StageTransition"] = Id(read, "transitions");
    }

    public async Task DisposeAsync() => await _teams.DisposeAsync();

    public static TheoryData<string, string> Questions => new()
    {
        { "Deal", "{ dealById(id: \"ID\") { title stage { name } activities { totalCount } } }" },
        { "Deal", "{ node(id: \"ID\") { id ... on Deal { title account { name } } } }" },
        { "Deal", "{ nodes(ids: [\"ID\"]) { id } }" },
        { "Deal", "{ deals(where: { id: { eq: \"ID\" } }) { totalCount nodes { title } } }" },
        { "Activity", "{ node(id: \"ID\") { id ... on Activity { subject deal { title } } } }" },
        { "Objection", "{ node(id: \"ID\") { id ... on Objection { summary } } }" },
        { "StageTransition", "{ node(id: \"ID\") { id ... on StageTransition { kind } } }" },
        { "StalledDealAlert", "{ node(id: \"ID\") { id ... on StalledDealAlert { reason } } }" },
        { "Deal", "{ events(dealId: \"ID\") { totalCount nodes { type } } }" },
        { "Deal", "{ activities(where: { deal: { id: { eq: \"ID\" } } }) { totalCount nodes { id } } }" },
        { "Deal", Mutation("updateDeal", "dealId: \"ID\", title: \"x\"") },
        { "Deal", Mutation("updateDeal", "dealId: \"ID\", title: \"x\", expectedVersion: 77") },
        { "Deal", Mutation("updateDeal", "dealId: \"ID\", externalId: \"x\"") },
        { "Deal", Mutation("qualifyDeal", "dealId: \"ID\", need: YES") },
        { "Deal", Mutation("moveDeal", "dealId: \"ID\", toStageId: \"STAGE\"") },
        { "Deal", Mutation("moveDeals", "deals: [{ dealId: \"ID\" }], toStageId: \"STAGE\"") },
        { "Deal", Mutation("moveDeals", "deals: [{ dealId: \"ID\" }], toStageId: \"STAGE\", atomic: true") },
        { "Deal", Mutation("undoMove", "dealId: \"ID\"") },
        { "Deal", Mutation("winDeal", "dealId: \"ID\"") },
        { "Deal", Mutation("loseDeal", "dealId: \"ID\", lossReason: PRICE") },
        { "Deal", Mutation("disqualifyDeal", "dealId: \"ID\", note: \"x\"") },
        { "Deal", Mutation("reopenDeal", "dealId: \"ID\", reason: \"x\"") },
        { "Deal", Mutation("createFollowUpDeal", "dealId: \"ID\"") },
        { "Deal", Mutation("logActivity", "dealId: \"ID\", type: CALL, subject: \"x\"") },
        { "Deal", Mutation("raiseObjection", "dealId: \"ID\", summary: \"x\"") },
        { "Activity", Mutation("completeActivity", "activityId: \"ID\"") },
        { "Objection", Mutation("resolveObjection", "objectionId: \"ID\", resolution: \"x\"") },
        { "StalledDealAlert", Mutation("acknowledgeStalledDealAlert", "alertId: \"ID\"") },
        { "StalledDealAlert", Mutation("snoozeStalledDealAlert", "alertId: \"ID\", until: \"2026-03-05T09:00:00.000Z\"") },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Hidden_and_missing_are_answered_by_the_same_commands_and_bytes(string type, string query)
    {
        query = query.Replace("STAGE", _teams.Line["C"], StringComparison.Ordinal);
        var (id, nothing) = (_hidden[type], NodeIdCodec.Encode(type, Guid.CreateVersion7()));
        string[] callers = [_teams.Office.TokenOf(Role.Rep, "rita"), _teams.Office.TokenOf(Role.Manager, "boss", "Red")];
        foreach (var token in callers)
        {
            await TextAsync(query, nothing, token);   // what is read once is read now

            var missing = await TextAsync(query, nothing, token);
            var hidden = await TextAsync(query, id, token);

            Assert.Equal(missing.Sql, hidden.Sql);
            Assert.NotEmpty(hidden.Sql);
            Assert.Equal(missing.Text.Replace(nothing, id, StringComparison.Ordinal), hidden.Text);
            Assert.DoesNotContain("errors\":[{\"message\":\"Unexpected", hidden.Text, StringComparison.Ordinal);
        }
    }

    private static string Mutation(string name, string input)
        => $"mutation {{ {name}(input: {{ {input} }}) {{ __typename errors {{ __typename ... on Error {{ message }} }} }} }}";

    private static string Id(System.Text.Json.JsonElement deal, string list)
        => deal.GetProperty(list)[0].GetProperty("id").GetString()!;

    private Task<(string Text, IReadOnlyList<string> Sql)> TextAsync(string query, string id, string token)
        => _teams.Commands.OfAsync(async () =>
        {
            using var request = Office.Request(query.Replace("ID\"", id + "\"", StringComparison.Ordinal), null, token);
            using var response = await _teams.Office.Client.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        });
}
