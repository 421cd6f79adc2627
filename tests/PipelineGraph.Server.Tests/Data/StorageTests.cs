using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Tests.Data;

public class StorageTests
{
    private static readonly DateTime Monday = new(2026, 3, 2, 9, 0, 0, 250, DateTimeKind.Utc);

    [Fact]
    public async Task SQLite_keeps_instants_as_milliseconds_and_sets_of_rules_as_numbers()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await new SampleCompany().StoreAsync(database);
        await using var context = database.Lease();

        var types = await context.Database.SqlQueryRaw<string>(
            """
            SELECT typeof("CreatedAt") || typeof("AmountUnits") || typeof("Status") || typeof("Id") AS "Value"
            FROM "Deals"
            """)
            .ToListAsync();
        var rules = await context.Database.SqlQueryRaw<string>(
            """SELECT typeof("StallRules") AS "Value" FROM "Stages" """).ToListAsync();

        Assert.Contains("integerintegertexttext", types);
        Assert.All(rules, type => Assert.Equal("integer", type));
    }

    [Fact]
    public async Task Nulls_come_first_in_SQLite() => await CompareNullsAsync(await TestDatabase.SqliteAsync());

    [SkippableFact]
    public async Task Nulls_come_first_in_PostgreSQL() => await CompareNullsAsync(await TestDatabase.PostgreSqlAsync());

    [SkippableFact]
    public async Task Lists_in_PostgreSQL_read_an_index_in_order_instead_of_sorting()
    {
        await using var database = await TestDatabase.PostgreSqlAsync();
        await using var context = database.Lease();
        await context.Database.OpenConnectionAsync();
        await context.Database.ExecuteSqlRawAsync("SET enable_sort = off; SET enable_seqscan = off");
        IQueryable<Deal>[] lists =
        [
            context.Deals.OrderBy(deal => deal.Id),
            context.Deals.OrderByDescending(deal => deal.AmountUnits).ThenByDescending(deal => deal.Id),
            context.Deals.OrderBy(deal => deal.ExpectedCloseDate).ThenBy(deal => deal.Id),
            context.Deals.OrderBy(deal => deal.Title).ThenBy(deal => deal.Id),
        ];

        foreach (var list in lists)
        {
            await using var explain = list.Take(10).CreateDbCommand();
            explain.CommandText = "EXPLAIN " + explain.CommandText;
            await using var plan = await explain.ExecuteReaderAsync();

            while (await plan.ReadAsync()) Assert.DoesNotContain("Sort", plan.GetString(0));
        }
    }

    [Fact]
    public async Task Same_external_id_is_not_stored_twice()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await using var context = database.Lease();
        var (pipeline, actor) = (new Pipeline("Sales", "EUR", Monday), new Actor(ActorKind.Import, "test"));
        context.AddRange(pipeline, actor, NewDeal(), NewDeal());

        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());

        Deal NewDeal() => new("Acme", pipeline.Stages[0], "EUR", Recording.At(Monday, actor),
            new DealEdit { ExternalId = "1" });
    }

    [Fact]
    public async Task Actor_is_stored_once_per_combination()
    {
        await using var database = await TestDatabase.SqliteAsync();
        for (var round = 0; round < 2; round++)
        {
            await using var context = database.Lease();
            await context.ActorAsync(ActorKind.Person, "Bob");
            await context.ActorAsync(ActorKind.Person, "Bob");
            await context.ActorAsync(ActorKind.Person, "Bob", "sub");
            await context.SaveChangesAsync();
        }

        await using var fresh = database.Lease();
        Assert.Equal(2, await fresh.Actors.CountAsync());
    }

    [Fact]
    public async Task Context_from_the_pool_remembers_nothing_of_its_last_lease()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await using (var context = database.Lease()) context.Add(new SalesRep("Bob", Monday));

        await using var next = database.Lease();

        Assert.Empty(next.ChangeTracker.Entries());
    }

    private static async Task CompareNullsAsync(TestDatabase database)
    {
        await using var disposed = database;
        await using var context = database.Lease();
        var (pipeline, actor) = (new Pipeline("Sales", "EUR", Monday), new Actor(ActorKind.System, "test"));
        context.AddRange(pipeline, actor);
        foreach (long? amount in new long?[] { 2, null, 1 })
            context.Add(new Deal("Acme", pipeline.Stages[0], "EUR", Recording.At(Monday, actor),
                new() { AmountUnits = amount }));
        await context.SaveChangesAsync();

        var ascending = await context.Deals.OrderBy(deal => deal.AmountUnits).Select(deal
            => deal.AmountUnits).ToListAsync();
        var descending =
            await context.Deals.OrderByDescending(deal => deal.AmountUnits).Select(deal
                => deal.AmountUnits).ToListAsync();

        Assert.Equal([null, 1, 2], ascending);
        Assert.Equal([2, 1, null], descending);
    }
}
