using System.Text.Json;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Subscriptions;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>Deals of others do not exist: two teams, each with its mark on everything it has.</summary>
public sealed class VisibilityTests : IAsyncLifetime
{
    private TwoTeams _teams = null!;

    private Office Office => _teams.Office;

    public async Task InitializeAsync() => _teams = await TwoTeams.OpenAsync();

    public async Task DisposeAsync() => await _teams.DisposeAsync();

    [Theory]
    [InlineData(nameof(Role.Rep), "rita", null, 1)]
    [InlineData(nameof(Role.Rep), "nobody", null, 0)]
    [InlineData(nameof(Role.Manager), "boss", "Red", 1)]
    [InlineData(nameof(Role.Manager), "rita", null, 1)]   // the team of the sales rep
    [InlineData(nameof(Role.Manager), "boss", null, 3)]
    [InlineData(nameof(Role.Analyst), "ann", null, 3)]
    [InlineData(nameof(Role.Integration), "sync", "Red", 3)]
    [InlineData(nameof(Role.Admin), "root", null, 3)]
    public async Task Each_role_sees_its_deals_in_lists_counts_sums_and_figures(
        string role, string subject, string? team, int expected)
    {
        var data = (await Office.AskAsync("""
            query ($id: ID!) {
              deals { totalCount nodes { id } }
              accounts { nodes { deals { totalCount } } }
              board(pipelineId: $id) { columns { dealCount deals { nodes { id } } } }
              dealAggregates { rows { count } }
              pipelineMetrics(pipelineId: $id) { openPipeline { deals } }
              prioritizedDeals(pipelineId: $id) { deal { id } }
              activities { totalCount }
              events(types: [DEAL_UPDATED]) { totalCount }
            }
            """, new { id = _teams.Line.Id }, Enum.Parse<Role>(role), subject, team)).GetProperty("data");

        Assert.Equal(expected, data.GetProperty("deals").GetProperty("totalCount").GetInt32());
        Assert.Equal(expected, data.GetProperty("deals").GetProperty("nodes").GetArrayLength());
        Assert.Equal(expected, data.GetProperty("accounts").GetProperty("nodes")[0].GetProperty("deals")
            .GetProperty("totalCount").GetInt32());
        var columns = data.GetProperty("board").GetProperty("columns").EnumerateArray().ToList();
        Assert.Equal(expected, columns.Sum(column => column.GetProperty("dealCount").GetInt32()));
        Assert.Equal(expected, columns.Sum(column
            => column.GetProperty("deals").GetProperty("nodes").GetArrayLength()));
        Assert.Equal(expected, data.GetProperty("dealAggregates").GetProperty("rows").EnumerateArray()
            .Sum(row => row.GetProperty("count").GetInt32()));
        Assert.Equal(expected, data.GetProperty("pipelineMetrics").GetProperty("openPipeline").GetProperty("deals")
            .GetInt32());
        Assert.Equal(expected, data.GetProperty("prioritizedDeals").GetArrayLength());
        Assert.Equal(expected, data.GetProperty("activities").GetProperty("totalCount").GetInt32());
        Assert.Equal(expected, data.GetProperty("events").GetProperty("totalCount").GetInt32());
    }

    [SkippableFact]
    public async Task PostgreSQL_hides_the_same()
    {
        await DisposeAsync();
        _teams = await TwoTeams.OpenAsync("PostgreSql");

        await Each_role_sees_its_deals_in_lists_counts_sums_and_figures(nameof(Role.Rep), "rita", null, 1);
        await Each_role_sees_its_deals_in_lists_counts_sums_and_figures(nameof(Role.Manager), "boss", "Red", 1);
        await Each_role_sees_its_deals_in_lists_counts_sums_and_figures(nameof(Role.Analyst), "ann", null, 3);
        await A_replay_shows_what_may_be_seen_today();
    }

    [Theory]
    [InlineData("{ deals(where: { followUpOf: { title: { contains: \"BLUE\" } } }) { totalCount } }")]
    [InlineData("{ accounts(where: { deals: { some: { title: { contains: \"BLUE\" } } } }) { totalCount } }")]
    [InlineData("{ pipelineById(id: \"LINE\") { stages { deals(where: { title: { contains: \"BLUE\" } }) { totalCount } } } }")]
    [InlineData("{ salesReps(where: { deals: { some: { title: { contains: \"BLUE\" } } } }) { totalCount } }")]
    [InlineData("{ stageTransitions(where: { deal: { title: { contains: \"BLUE\" } } }) { totalCount } }")]
    [InlineData("{ activities(where: { deal: { amount: { gt: 1000000 } } }) { totalCount } }")]
    public async Task Filters_find_nothing_out_about_hidden_deals(string query)
    {
        query = query.Replace("LINE", _teams.Line.Id, StringComparison.Ordinal);

        var seen = await Office.AskAsync(query, role: Role.Rep, subject: "rita");
        var all = await Office.AskAsync(query);

        if (seen.TryGetProperty("errors", out var errors)) Assert.Fail(errors.ToString());
        Assert.DoesNotContain("1", Counts(seen));
        if (!query.Contains("followUpOf", StringComparison.Ordinal)) Assert.NotEqual(Counts(all), Counts(seen));
    }

    [Fact]
    public async Task Subscribers_hear_of_their_deals_only_and_each_with_their_own()
    {
        const string Query = "subscription { onPipelineEvent { type deal { title amount } } }";
        using var red = await Follower.StartAsync(Office, Query, role: Role.Rep, subject: "rita");
        using var blue = await Follower.StartAsync(Office, Query, role: Role.Rep, subject: "bob");
        using var all = await Follower.StartAsync(Office, Query, role: Role.Analyst);
        await Engine.Tests.Transport.WebSocket.Waiting.UntilAsync(() => Office.Services.Streams().Followers == 3);

        var (redDeal, blueDeal) = (_teams.RedDeal, _teams.BlueDeal);
        foreach (var deal in (string[])[blueDeal, redDeal, _teams.NobodysDeal, blueDeal, redDeal])
            await Office.MoveAsync(deal, _teams.Line[Next()]);

        Assert.Equal([TwoTeams.Red, TwoTeams.Red], [await TitleAsync(red), await TitleAsync(red)]);
        Assert.Equal([TwoTeams.Blue, TwoTeams.Blue], [await TitleAsync(blue), await TitleAsync(blue)]);
        for (var i = 0; i < 5; i++) await all.NextAsync();
        await red.Socket.SettleAsync();
        await blue.Socket.SettleAsync();
    }

    [Fact]
    public async Task A_replay_shows_what_may_be_seen_today()
    {
        await Office.CallAsync("assignDeal", new { dealId = _teams.BlueDeal, ownerId = _teams.Rita });

        using var red = await Follower.StartAsync(
            Office, "subscription { onDealStageChanged(after: \"\") { deal { title } } }",
            role: Role.Rep, subject: "rita");

        Assert.Equal([TwoTeams.Red, TwoTeams.Blue], [await TitleAsync(red), await TitleAsync(red)]);
    }

    private int _moves;

    private string Next() => _moves++ % 5 < 3 ? "B" : "C";

    private static async Task<string> TitleAsync(Follower follower)
        => (await follower.NextAsync()).GetProperty("deal").GetProperty("title").GetString()!;

    private static string Counts(JsonElement answer)
        => string.Concat(answer.GetRawText().Where(c => char.IsDigit(c) || c == ','));
}
