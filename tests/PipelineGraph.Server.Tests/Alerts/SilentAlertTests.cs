using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Demo;
using PipelineGraph.Server.Import;
using PipelineGraph.Server.Tests.Data;
using PipelineGraph.Server.Tests.Import;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Alerts;

/// <summary>Alerts that hold when deals come in are there at once, and nobody is told of them.</summary>
public sealed class SilentAlertTests
{
    private const string Header = "id,title,stage,status,account,owner,amount,created_at,closed_at";

    [Fact]
    public async Task An_import_raises_what_holds_as_severe_as_it_is_without_an_event()
    {
        await using var scene = await ImportScene.WithDealsAsync(   // on the first of June
            "d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-05-30,",
            "d2,Desks,Proposal,OPEN,a1,r1,1000,2026-05-10,",
            "d3,Lamps,Proposal,OPEN,a1,r1,1000,2026-01-01,",
            "d4,Chairs,Proposal,LOST,a1,r1,1000,2026-01-01,2026-02-01");

        await scene.RunAsync();

        Assert.Equal(["Desks NoActivity Warning", "Lamps NoActivity Critical", "Lamps TimeInStage Critical"],
            await AlertsAsync(scene.Database));
        await using var context = scene.Lease();
        Assert.Equal([PipelineEventType.DealImported],
            await context.PipelineEvents.Select(each => each.Type).Distinct().ToListAsync());
        Assert.All(await context.StalledDealAlerts.ToListAsync(),
            alert => Assert.Equal(scene.Clock.GetUtcNow().UtcDateTime, alert.RaisedAt));
    }

    [Fact]
    public async Task An_import_that_comes_again_does_not_raise_them_again()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-01-01,");
        await scene.RunAsync();

        await scene.RunAsync();
        scene.Write("deals.csv", Header, "d1,Shelves,Proposal,OPEN,a1,r2,1000,2026-01-01,");
        await scene.RunAsync();

        Assert.Equal(["Shelves NoActivity Critical", "Shelves TimeInStage Critical"],
            await AlertsAsync(scene.Database));
    }

    [Fact]
    public async Task A_dry_run_raises_nothing()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-01-01,");

        await scene.RunAsync(isDryRun: true);

        Assert.Empty(await AlertsAsync(scene.Database));
    }

    [Fact]
    public async Task A_server_has_nothing_to_add_after_an_import()
    {
        await using var office = await Office.OpenAsync();
        using var folder = new TestFolder();
        File.WriteAllLines(folder.File("deals.csv"),
            [Header, "d1,Shelves,Proposal,OPEN,,,1000,2025-01-01,", "d2,Desks,Proposal,OPEN,,,1000,2026-02-10,"]);

        await new ImportRun(office.Database, office.Clock).RunAsync(new ImportRequest(folder.Path));
        await office.FollowAsync();
        await office.LookForStalledAsync();

        Assert.Empty(await office.ToldAsync());
        Assert.Equal(3, (await office.AlertsAsync("id")).Count);
    }

    [Fact]
    public async Task A_server_learns_its_limits_anew_from_an_imported_past()
    {
        await using var office = await Office.OpenAsync();
        await office.LookForStalledAsync();   // and knows nothing to learn from
        using var folder = new TestFolder();
        File.WriteAllLines(folder.File("pipelines.csv"), ["name,currency,time_zone", "Import,EUR,UTC"]);
        File.WriteAllLines(folder.File("deals.csv"), [Header, .. Enumerable.Range(0, 30)
            .Select(i => $"w{i},Shelves,Prospecting,WON,,,1000,2026-02-01,2026-02-06")]);
        await new ImportRun(office.Database, office.Clock).RunAsync(new ImportRequest(folder.Path));
        var pipeline = (await office.DataAsync("{ pipelines { id } }")).GetProperty("pipelines")[0].GetProperty("id");

        var line = new Line(pipeline.GetString()!, new Dictionary<string, string>());
        await office.DealAsync(line, more: new { createdAt = office.Now.AddDays(-6) });
        await office.FollowAsync();

        var alert = Assert.Single(await office.AlertsAsync("reason limitDays limitSource"));
        Assert.Equal("""{"reason":"TIME_IN_STAGE","limitDays":5,"limitSource":"WON_DEALS_P90"}""", alert.GetRawText());
    }

    [Fact]
    public async Task The_demo_company_has_stalled_deals_from_the_start_and_a_server_nothing_to_add()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 20, 14, 30, 0, TimeSpan.Zero));
        await using var scratch = await TestDatabase.SqliteAsync();

        await new DemoCompany(scratch.Database, clock).CreateAsync();

        await using var context = scratch.Lease();
        var limits = await new AlertLimits(new LearnedLimits(), AlertSettings.Default).ReadAsync(
            context, clock.GetUtcNow().UtcDateTime, null, default);
        var finder = new AlertFinder(context, [.. limits.Values], clock.GetUtcNow().UtcDateTime);
        Assert.Empty(await finder.FindAsync(default));
        Assert.Equal(Enum.GetValues<StallReason>(),
            (await context.StalledDealAlerts.Select(alert => alert.Reason).Distinct().ToListAsync()).Order());
        var open = await context.Deals.CountAsync(deal => deal.Status == DealStatus.Open && deal.VoidedAt == null);
        Assert.InRange(await context.Deals.CountAsync(StalledDeals.IsStalled), open / 20, open * 4 / 5);
    }

    private static async Task<List<string>> AlertsAsync(PipelineDatabase database)
    {
        await using var context = database.Lease();
        var alerts = await context.StalledDealAlerts
            .Select(alert => new { alert.Deal.Title, alert.Reason, alert.Severity }).ToListAsync();
        return [.. alerts.Select(alert => $"{alert.Title} {alert.Reason} {alert.Severity}").Order()];
    }
}
