using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Deals;
using PipelineGraph.Server.Tests.Data;

namespace PipelineGraph.Server.Tests.Mutations;

public class DealAccessTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Query_and_loaded_deal_give_every_caller_the_same_answer()
    {
        await using var database = await TestDatabase.SqliteAsync();
        SalesRep north = Rep("North"), south = Rep("South"), alone = Rep(null);
        await AddDealsAsync(database, [north, south, alone, null]);
        await using var context = database.Lease();
        var deals = context.Deals.Include(deal => deal.Owner).ToList();

        foreach (var known in
            from role in Enum.GetValues<Role>()
            from team in (string?[])["North", "West", null]
            from rep in (SalesRep?[])[north, alone, null]
            select new KnownCaller(new Caller("sub", null, [role], team), rep))
        {
            var found = context.Deals.Where(known.MayChange()).Select(deal => deal.Id).ToHashSet();
            Assert.Equal(found, deals.Where(deal => known.MayChange(deal, deal.Owner?.Team)).Select(deal => deal.Id).ToHashSet());
        }
    }

    private static SalesRep Rep(string? team) => new($"Of {team}", Now, new SalesRepEdit { Team = team });

    private static async Task AddDealsAsync(TestDatabase database, IReadOnlyList<SalesRep?> owners)
    {
        await using var context = database.Lease();
        var pipeline = new Pipeline("Sales", "EUR", Now);
        var at = Recording.At(Now, new Actor(ActorKind.System, "Test"));
        context.AddRange(pipeline, at.Actor);
        context.AddRange(owners.OfType<SalesRep>());
        context.AddRange(owners.Select(owner => new Deal(
            "Deal", pipeline.Stages[0], "EUR", at, new DealEdit { OwnerId = owner?.Id })));
        await context.SaveChangesAsync();
    }
}
