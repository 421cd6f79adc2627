using Microsoft.Data.Sqlite;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Tests.Import;

namespace PipelineGraph.Server.Tests.Data;

public sealed class BulkInsertTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, 123, DateTimeKind.Utc);

    [Fact]
    public async Task Bulk_insert_stores_the_same_rows_as_the_change_tracker()
    {
        var pipeline = new Pipeline("Sales", "EUR", Now);
        var actor = new Actor(ActorKind.Person, "Ada");
        var deal = WonDeal(pipeline, actor);
        await using var tracked = await TestDatabase.SqliteAsync();
        await using var bulked = await TestDatabase.SqliteAsync();

        await using (var context = tracked.Lease())
        {
            context.AddRange(pipeline, actor, deal);
            await context.SaveChangesAsync();
        }
        await using (var context = bulked.Lease()) await InsertAsync(context, pipeline, actor, deal);

        Assert.Equal(await tracked.Database.DumpAsync(), await bulked.Database.DumpAsync());
    }

    [Fact]
    public async Task Bulk_insert_reports_a_row_that_the_database_refuses()
    {
        var actor = new Actor(ActorKind.Person, "Ada");
        await using var database = await TestDatabase.SqliteAsync();
        await using var context = database.Lease();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await using var bulk = new BulkInsert(context);

        await bulk.AddAsync([actor], CancellationToken.None);
        var refused = await Assert.ThrowsAsync<SqliteException>(() => bulk.AddAsync([actor], CancellationToken.None));

        Assert.Contains("UNIQUE", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bulk_insert_without_a_transaction_is_refused()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await using var context = database.Lease();
        await using var bulk = new BulkInsert(context);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => bulk.AddAsync([new Actor(ActorKind.Person, "Ada")], CancellationToken.None));
    }

    private static Deal WonDeal(Pipeline pipeline, Actor actor)
    {
        var deal = new Deal("Zürich 🚀 \"quoted\"", pipeline.Stages[0], "CHF", Recording.At(Now, actor), new DealEdit
        {
            AmountUnits = 12_345,
            ProbabilityOverride = 0.1,
            ExpectedCloseDate = new DateOnly(2026, 4, 1),
        });
        deal.LogActivity(new ActivityEntry(ActivityType.Call, "Call") { CompletedAt = Now }, Recording.At(Now, actor));
        deal.RecordEdit(new DealEdit { Need = FactorRating.Yes }, Recording.At(Now.AddHours(1), actor));
        deal.ResolveObjection(
            deal.RaiseObjection("Price", Recording.At(Now.AddHours(2), actor)), "Cheaper",
                Recording.At(Now.AddHours(3), actor));
        deal.RecordWin(Recording.At(Now.AddDays(1), actor), new DealClosing { RateUnits = 9_000_000_000 });
        return deal;
    }

    private static async Task InsertAsync(PipelineDbContext context, Pipeline pipeline, Actor actor, Deal deal)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        await using var bulk = new BulkInsert(context);
        await bulk.AddAsync([pipeline], CancellationToken.None);
        await bulk.AddAsync(pipeline.Stages, CancellationToken.None);
        await bulk.AddAsync(pipeline.Stages.SelectMany(stage => stage.ExitCriteria), CancellationToken.None);
        await bulk.AddAsync([actor], CancellationToken.None);
        await bulk.AddDealsAsync([deal], CancellationToken.None);
        await transaction.CommitAsync();
    }
}
