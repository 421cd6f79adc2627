using System.Collections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Tests.Data;

public class RoundTripTests
{
    [Fact]
    public async Task Everything_comes_back_from_SQLite_as_it_was()
        => await CompareAsync(await TestDatabase.SqliteAsync());

    [SkippableFact]
    public async Task Everything_comes_back_from_PostgreSQL_as_it_was()
        => await CompareAsync(await TestDatabase.PostgreSqlAsync());

    [Fact]
    public async Task Deal_goes_on_after_it_was_loaded_with_what_it_needs()
    {
        await using var database = await TestDatabase.SqliteAsync();
        var sample = new SampleCompany();
        await sample.StoreAsync(database);

        await using (var context = database.Lease())
        {
            var deal = await context.Deals.Include(deal => deal.Visits).Include(deal => deal.ChecklistCompletions)
                .SingleAsync(deal => deal.Id == sample.OpenDeal.Id);
            deal.RecordMove(sample.Stage(2), sample.Stage(3), sample.Day(50));
            deal.ClearChecklistItem(sample.ChecklistItem, sample.Day(51));
            await context.SaveChangesAsync();
        }

        await using var fresh = database.Lease();
        var stored = await fresh.Deals.Include(deal => deal.Visits).Include(deal => deal.Transitions)
            .Include(deal => deal.ChecklistCompletions).SingleAsync(deal => deal.Id == sample.OpenDeal.Id);
        Assert.Equal(sample.OpenDeal.Version + 2, stored.Version);
        Assert.Equal(Enumerable.Range(1, stored.TransitionCount),
            stored.Transitions.Select(move => move.Sequence).Order());
        Assert.Equal(sample.Stage(3).Id, Assert.Single(stored.Visits, visit => visit.ExitedAt is null).StageId);
        Assert.Empty(stored.ChecklistCompletions);
    }

    [Fact]
    public async Task Second_of_two_writers_of_one_version_is_refused()
    {
        await using var database = await TestDatabase.SqliteAsync();
        var sample = new SampleCompany();
        await sample.StoreAsync(database);
        await using var first = database.Lease();
        await using var second = database.Lease();
        foreach (var context in new[] { first, second })
        {
            var deal = await context.Deals.SingleAsync(deal => deal.Id == sample.OpenDeal.Id);
            deal.RaiseObjection("Only a child is added, and the deal's version still counts.", sample.Day(50));
        }

        await first.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
    }

    private static async Task CompareAsync(TestDatabase database)
    {
        await using var disposed = database;
        var sample = new SampleCompany();
        await sample.StoreAsync(database);

        await using var context = database.Lease();
        foreach (var type in context.Model.GetEntityTypes().Where(IsOfTheDomain))
        {
            var stored = await Set(context, type).Cast<object>().AsAsyncEnumerable().ToListAsync();
            var expected = sample.Entities.Where(entity => entity.GetType() == type.ClrType).ToList();

            Assert.NotEmpty(expected);
            Assert.Equal(Rows(type, expected), Rows(type, stored));
        }
    }

    private static bool IsOfTheDomain(IEntityType type) => type.ClrType.Assembly == typeof(Deal).Assembly;

    private static IQueryable Set(PipelineDbContext context, IEntityType type)
        => (IQueryable)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type.ClrType)
            .Invoke(context, null)!;

    private static List<string> Rows(IEntityType type, IEnumerable entities)
    {
        var properties = type.GetProperties().Where(property => !property.IsShadowProperty()).ToList();
        return [.. entities.Cast<object>().Select(entity => string.Join(" | ", properties.Select(property =>
            $"{property.Name}={Text(property.PropertyInfo!.GetValue(entity))}"))).Order(StringComparer.Ordinal)];
    }

    private static string? Text(object? value)
        => value is DateTime instant ? $"{instant:O} {instant.Kind}" : $"{value}";
}
