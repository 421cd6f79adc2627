using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Tests.Data;
using PipelineGraph.Server.Tests.Lives;
using PipelineGraph.Server.Tests.Mutations;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Alerts;

/// <summary>Whatever happened: all that tells of stalled deals tells the same, and what the rules say.</summary>
public sealed class AgreementTests(ITestOutputHelper output)
{
    private const int Rounds = 50, StepsOfRound = 3, NewDeals = 30;
    private const string SeedVariable = "PIPELINEGRAPH_ALERTS_SEED";

    private const string Lists = """
        {
          filtered: deals(first: 50, where: { isStalled: { eq: true } }) { nodes { ...Stalling } }
          others: deals(first: 50, where: { isStalled: { eq: false } }) { nodes { ...Stalling } }
          byAlerts: deals(first: 50, where: { stalledAlerts: { any: true } }) { nodes { id } }
          byReason: deals(first: 50, where: { stalledAlerts: { some: { reason: { neq: null } } } }) { nodes { id } }
          quiet: deals(first: 50, where: { stalledAlerts: { none: { reason: { neq: null } } } }) { nodes { id } }
          sorted: deals(first: 50, order: [{ isStalled: DESC }, { id: ASC }]) { nodes { id } }
          open: stalledDealAlerts(where: { recoveredAt: { eq: null } }) { totalCount }
        }
        fragment Stalling on Deal { id isStalled stalledAlerts { reason } }
        """;

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task After_any_life_all_lists_and_figures_agree_with_each_other_and_with_the_rules(string provider)
    {
        var random = Seed.Of(SeedVariable, output);
        await using var database = await TestDatabase.OfAsync(provider);
        await using var office = await Office.OpenAsync(
            $"--Database:Provider={provider}", "--Events:RetentionDays=3650",
            $"--ConnectionStrings:PipelineGraph={database.Database.Settings.ConnectionString}");
        var lives = await RandomLives.BeginAsync(office, random);
        var most = 0;

        for (var round = 0; round < Rounds; round++)
        {
            if (round < NewDeals) await PlanAsync(office, random, round);
            for (var step = 0; step < StepsOfRound; step++) await lives.StepAsync();
            await AssertAgreedAsync(office, expected: null);   // whether or not the monitor has looked
            await SnoozeAsync(office, random);
            if (random.Next(2) == 0) await office.FollowAsync();
            office.Clock.Advance(TimeSpan.FromHours(random.Next(0, 80)));
            await office.LookForStalledAsync();
            most = Math.Max(most, await AssertAgreedAsync(office, await ByTheRulesAsync(office)));
        }

        Assert.True(most > 10, "Too few stalled to prove anything.");
        await AssertToldOnceAsync(office);
    }

    /// <summary>A deal with something planned, and a day on which it is expected to close.</summary>
    private static async Task PlanAsync(Office office, Random random, int number)
    {
        var pipelines = (await office.DataAsync("{ pipelines { id } }")).GetProperty("pipelines");
        var line = new Line(Id(pipelines[random.Next(pipelines.GetArrayLength())]), new Dictionary<string, string>());
        var day = office.Now.AddDays(random.Next(-3, 30)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var dealId = await office.DealAsync(line, $"Plan {number}", new { expectedCloseDate = day });
        var dueAt = office.Now.AddHours(random.Next(-48, 400));
        var plan = new { dealId, type = "CALL", subject = "Ring", dueAt };
        await office.CallAsync("logActivity", plan, "activity { id }");
    }

    private static async Task SnoozeAsync(Office office, Random random)
    {
        var open = (await office.DataAsync("{ stalledDealAlerts(where: { recoveredAt: { eq: null } }) { nodes { id } } }"))
            .GetProperty("stalledDealAlerts").GetProperty("nodes");
        if (open.GetArrayLength() == 0) return;

        var input = new
        {
            alertId = Id(open[random.Next(open.GetArrayLength())]),
            until = office.Now.AddHours(random.Next(1, 300)),
        };
        await office.CallAsync("snoozeStalledDealAlert", input, "stalledDealAlert { id }");
    }

    /// <param name="expected">Deals with the reasons that hold; null: as the first of the lists tells.</param>
    /// <returns>How many deals stall.</returns>
    private static async Task<int> AssertAgreedAsync(Office office, IReadOnlyList<string>? expected)
    {
        var lists = await office.DataAsync(Lists);
        expected ??= [.. Alerts("filtered").Order()];

        var stalled = expected.Select(each => each[..each.IndexOf(' ', StringComparison.Ordinal)]).Distinct().ToList();
        Assert.Equal(stalled, Ids("filtered"));
        Assert.Equal(stalled, Ids("byAlerts"));
        Assert.Equal(stalled, Ids("byReason"));
        Assert.Equal(Ids("others"), Ids("quiet"));
        Assert.Equal(stalled, Nodes("sorted").Take(stalled.Count).Select(Id).Order());
        Assert.All(Nodes("filtered").Concat(Nodes("others")), deal => Assert.Equal(
            deal.GetProperty("isStalled").GetBoolean(), deal.GetProperty("stalledAlerts").GetArrayLength() > 0));
        Assert.Equal(expected.Count, lists.GetProperty("open").GetProperty("totalCount").GetInt32());
        Assert.Equal(expected, Alerts("filtered").Order());
        Assert.Empty(Alerts("others"));
        await AssertFiguresAsync(office, stalled.Count);
        return stalled.Count;

        IEnumerable<JsonElement> Nodes(string list) => lists.GetProperty(list).GetProperty("nodes").EnumerateArray();
        IEnumerable<string> Alerts(string list) => Nodes(list).SelectMany(deal => deal.GetProperty("stalledAlerts")
            .EnumerateArray().Select(alert => $"{Id(deal)} {Reason(alert)}"));
        IEnumerable<string> Ids(string list) => Nodes(list).Select(Id).Order();
    }

    private static async Task AssertFiguresAsync(Office office, int stalled)
    {
        var (onBoards, inMetrics) = (0, 0);
        var pipelines = await office.DataAsync("{ pipelines { id } }");
        foreach (var pipeline in pipelines.GetProperty("pipelines").EnumerateArray())
        {
            var figures = await office.DataAsync("""
                query ($id: ID!) { board(pipelineId: $id) { columns { stalledCount } }
                  pipelineMetrics(pipelineId: $id) { openPipeline { stalledDeals } } }
                """, new { id = Id(pipeline) });
            onBoards += figures.GetProperty("board").GetProperty("columns").EnumerateArray()
                .Sum(column => column.GetProperty("stalledCount").GetInt32());
            inMetrics += figures.GetProperty("pipelineMetrics").GetProperty("openPipeline")
                .GetProperty("stalledDeals").GetInt32();
        }
        Assert.Equal((stalled, stalled), (onBoards, inMetrics));
    }

    /// <summary>Deals with the reasons that hold, by the rules in memory; open alerts by their own limits.</summary>
    private static async Task<List<string>> ByTheRulesAsync(Office office)
    {
        await using var context = office.Database.Lease();
        var limits = await office.Services.GetRequiredService<AlertLimits>()
            .ReadAsync(context, office.Now, null, default);
        var deals = await context.Deals.AsNoTracking().AsSplitQuery().Include(deal => deal.Activities)
            .Include(deal => deal.StalledAlerts).ToListAsync();
        var holding = new List<string>();
        foreach (var deal in deals)
        {
            var open = deal.StalledAlerts.Where(alert => alert.RecoveredAt is null).ToList();
            var (facts, stage) = (StallFacts.Of(deal), limits[deal.StageId]);
            Assert.Empty(AlertStep.Due(facts, stage, open, office.Now));
            holding.AddRange(StallCheck.Of(facts, stage, office.Now).Select(stall => stall.Reason)
                .Union(open.Select(alert => alert.Reason)).Select(reason => $"{GlobalId(deal.Id)} {Word(reason)}"));
        }
        return [.. holding.Order()];
    }

    private static async Task AssertToldOnceAsync(Office office)
    {
        await using var context = office.Database.Lease();
        var told = (await context.PipelineEvents.Where(each => each.StalledAlertId != null)
            .OrderBy(each => each.Position).Select(each => new { each.StalledAlertId, each.Type }).ToListAsync())
            .ToLookup(each => each.StalledAlertId, each => each.Type.ToString()["StalledAlert".Length..]);
        foreach (var alert in await context.StalledDealAlerts.ToListAsync())
        {
            var expected = "Raised" + (alert.EscalatedAt is null ? "" : " Escalated")
                + (alert.RecoveredAt is null ? "" : " Recovered");
            Assert.Equal(expected, string.Join(" ", told[alert.Id].Where(each => each[0] != 'S')));
            var snoozed = told[alert.Id].Count(each => each == "Snoozed");
            Assert.InRange(told[alert.Id].Count(each => each == "SnoozeEnded"), 0, snoozed);
        }
    }

    private static string GlobalId(Guid deal) => Engine.Types.Ids.NodeIdCodec.Encode("Deal", deal);

    private static string Word(StallReason reason) => reason switch
    {
        StallReason.TimeInStage => "TIME_IN_STAGE",
        StallReason.NoActivity => "NO_ACTIVITY",
        StallReason.NextStepOverdue => "NEXT_STEP_OVERDUE",
        _ => "CLOSE_DATE_PASSED",
    };

    private static string Id(JsonElement row) => row.GetProperty("id").GetString()!;

    private static string Reason(JsonElement alert) => alert.GetProperty("reason").GetString()!;
}
