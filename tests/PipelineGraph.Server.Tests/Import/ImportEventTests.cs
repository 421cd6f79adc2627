using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.People;

namespace PipelineGraph.Server.Tests.Import;

public sealed class ImportEventTests
{
    private const string Header = "id,title,stage,status,account,owner,amount,created_at,closed_at";

    [Fact]
    public async Task Each_deal_that_an_import_creates_or_changes_is_one_event()
    {
        await using var scene = await ImportScene.WithDealsAsync(
            "d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-03-01,",
            "d2,Desks,Proposal,WON,a1,r1,1000,2026-03-01,2026-04-01");

        await scene.RunAsync();
        var created = await EventsAsync(scene);
        scene.Clock.Advance(TimeSpan.FromDays(1));
        scene.Write("deals.csv", Header, "d1,Shelves,Proposal,OPEN,a1,r2,2000,2026-03-01,",
            "d2,Desks,Proposal,WON,a1,r1,1000,2026-03-01,2026-04-01");
        await scene.RunAsync();
        var changed = (await EventsAsync(scene)).Skip(created.Count).ToList();

        Assert.Equal([("Shelves", 1L), ("Desks", 2L)], created.Select(each => (each.Deal.Title, each.Position!.Value)));
        Assert.All(created, each => Assert.Equal(
            (PipelineEventType.DealImported, ActorKind.Import, scene.Clock.GetUtcNow().UtcDateTime.AddDays(-1)),
            (each.Type, each.Actor.Kind, each.RecordedAt)));
        var one = Assert.Single(changed);
        Assert.Equal(("Shelves", 3L, one.Deal.Version), (one.Deal.Title, one.Position, one.DealVersion));
    }

    [Theory]
    [InlineData(true, "d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-03-01,")]
    [InlineData(false, "d1,Shelves,Nowhere,OPEN,a1,r1,1000,2026-03-01,")]
    public async Task Import_that_changes_nothing_tells_nothing(bool isDryRun, string deal)
    {
        await using var scene = await ImportScene.WithDealsAsync(deal);

        await scene.RunAsync(isDryRun: isDryRun);

        await using var context = scene.Lease();
        Assert.Empty(await EventsAsync(scene));
        Assert.Equal(0, (await context.EventHeads.SingleAsync()).Position);
    }

    private static async Task<List<PipelineEvent>> EventsAsync(ImportScene scene)
    {
        await using var context = scene.Lease();
        return await context.PipelineEvents.AsNoTracking().Include(each => each.Deal).Include(each => each.Actor)
            .OrderBy(each => each.Position).ToListAsync();
    }
}
