using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Import;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Schema;

namespace PipelineGraph.Server.Tests.Import;

public sealed class MavenImportTests
{
    private static readonly string Folder = Path.GetFullPath(Repository.File("..", "shared", "data", "maven-crm"));
    private static readonly string MapFile = Repository.File("samples", "maven-crm.map.json");

    [SkippableFact]
    public async Task Maven_export_has_its_published_totals()
    {
        await using var scene = await SceneAsync();

        var report = await scene.RunAsync(await ImportMapFile.ReadAsync(MapFile, CancellationToken.None));

        Assert.Empty(report.Faults);
        await using var context = scene.Lease();
        var groups = await context.Deals.GroupBy(deal => new { deal.Status, deal.Stage.Name })
            .Select(group => new { group.Key.Status, group.Key.Name, Count = group.Count() }).ToListAsync();
        Assert.Equal(
            [("Engaging", DealStatus.Open, 1_589), ("Prospecting", DealStatus.Open, 500),
                ("Engaging", DealStatus.Won, 4_238), ("Engaging", DealStatus.Lost, 2_473)],
            groups.OrderBy(group => group.Status).ThenBy(group => group.Name)
                .Select(group => (group.Name, group.Status, group.Count)));
        Assert.Equal(
            10_005_534_0000,
                await context.Deals.Where(deal => deal.Status == DealStatus.Won).SumAsync(deal => deal.AmountUnits));
        Assert.Equal(
            0, await context.Deals.Where(deal => deal.Status == DealStatus.Lost).MaxAsync(deal => deal.AmountUnits));
        Assert.Equal(1_425, await context.Deals.CountAsync(deal => deal.AccountId == null));
        Assert.Equal((85, 35), (await context.Accounts.CountAsync(), await context.SalesReps.CountAsync()));
    }

    [SkippableFact]
    public async Task Maven_export_is_read_as_its_mapping_says()
    {
        await using var scene = await SceneAsync();

        await scene.RunAsync(await ImportMapFile.ReadAsync(MapFile, CancellationToken.None));

        await using var context = scene.Lease();
        var won = await context.Deals.Where(deal => deal.Status == DealStatus.Won)
            .Select(deal => new { deal.CreatedAt, ClosedAt = deal.ClosedAt!.Value }).ToListAsync();
        Assert.Equal(51.78, won.Average(deal => (deal.ClosedAt - deal.CreatedAt).TotalDays), 2);
        Assert.False(await context.Deals.AnyAsync(deal => deal.Title.Contains("GTXPro")));
        Assert.False(await context.Accounts.AnyAsync(account => account.Industry == "technolgy"));
        Assert.Equal(
            "Central: Dustin Brinkmann",
                (await context.SalesReps.SingleAsync(rep => rep.Name == "Anna Snelling")).Team);
        Assert.All(
            await context.Deals.Where(deal => deal.Stage.Name == "Prospecting").Select(deal => deal.CreatedAt)
                .ToListAsync(),
            created => Assert.Equal(new DateTime(2016, 10, 1, 0, 0, 0, DateTimeKind.Utc), created));
    }

    [SkippableFact]
    public async Task Importing_the_Maven_export_again_changes_nothing()
    {
        await using var scene = await SceneAsync();
        var map = await ImportMapFile.ReadAsync(MapFile, CancellationToken.None);
        await scene.RunAsync(map);
        var before = await scene.Database.DumpAsync();

        scene.Clock.Advance(TimeSpan.FromDays(1));
        var report = await scene.RunAsync(map);

        Assert.Equal(8_800, report.Counts[ImportKind.Deals].Unchanged);
        Assert.All(report.Counts.Values, counts => Assert.Equal((0, 0), (counts.Created, counts.Changed)));
        Assert.Equal(before, await scene.Database.DumpAsync());
    }

    [SkippableFact]
    public async Task Maven_figures_are_those_that_its_sheets_give()
    {
        Skip.IfNot(Directory.Exists(Folder), "The Maven data is not beside the repository.");
        await using var office = await Office.OpenAsync();
        var map = await ImportMapFile.ReadAsync(MapFile, CancellationToken.None);
        await new ImportRun(office.Database, office.Clock).RunAsync(new ImportRequest(Folder), map);

        var pipeline = (await office.DataAsync("{ pipelines { id } }")).GetProperty("pipelines")[0].GetProperty("id").GetString();
        var metrics = (await office.DataAsync("""
            query ($id: ID!) {
              pipelineMetrics(pipelineId: $id, asOf: "2018-01-01T00:00:00Z",
                  period: { from: "2016-10-01T00:00:00Z", to: "2018-01-01T00:00:00Z" }) {
                winRate { won lost rate interval { low high } rateByAmount } salesCycle { won { n meanDays medianDays } }
                dealSize { n mean median excluded }
              }
            }
            """, new { id = pipeline })).GetProperty("pipelineMetrics");

        double Figure(string path) => path.Split('.').Aggregate(metrics, (at, name) => at.GetProperty(name)).GetDouble();
        Assert.Equal((4_238, 2_473), ((int)Figure("winRate.won"), (int)Figure("winRate.lost")));
        Assert.Equal((0.6315, 0.6199, 0.6430), (Math.Round(Figure("winRate.rate"), 4),
            Math.Round(Figure("winRate.interval.low"), 4), Math.Round(Figure("winRate.interval.high"), 4)));
        Assert.Equal(JsonValueKind.Null, metrics.GetProperty("winRate").GetProperty("rateByAmount").ValueKind);
        Assert.Equal((51.78, 57), (Math.Round(Figure("salesCycle.won.meanDays"), 2), Figure("salesCycle.won.medianDays")));
        Assert.Equal((2_360.91, 1_117), (Math.Round(Figure("dealSize.mean"), 2), Figure("dealSize.median")));
    }

    private static async Task<ImportScene> SceneAsync()
    {
        Skip.IfNot(Directory.Exists(Folder), "The Maven data is not beside the repository.");
        var scene = await ImportScene.CreateAsync();
        scene.Folder = Folder;
        return scene;
    }
}
