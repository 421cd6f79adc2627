using System.Text;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using Xunit.Abstractions;
using Matches = PipelineGraph.Engine.Filtering.Text;

namespace PipelineGraph.Server.Tests.Data;

public class MappedFunctionTests(ITestOutputHelper output)
{
    private static readonly DateTime Epoch = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // LIKE's wildcards, letters that differ only in case, in an accent, beyond U+FFFF, and of more than one byte.
    private static readonly string[] Letters = ["a", "A", "b", "%", "_", "\\", "é", "É", "ß", "漢", "😀", "😁", " ", "'"];

    [Fact]
    public async Task Days_in_SQLite_are_the_doubles_that_dotnet_computes()
        => await CompareDaysAsync(await TestDatabase.SqliteAsync());

    [SkippableFact]
    public async Task Days_in_PostgreSQL_are_the_doubles_that_dotnet_computes()
        => await CompareDaysAsync(await TestDatabase.PostgreSqlAsync());

    [Fact]
    public async Task Texts_in_SQLite_match_as_in_dotnet()
        => await CompareTextsAsync(await TestDatabase.SqliteAsync());

    [SkippableFact]
    public async Task Texts_in_PostgreSQL_match_as_in_dotnet()
        => await CompareTextsAsync(await TestDatabase.PostgreSqlAsync());

    private async Task CompareDaysAsync(TestDatabase database)
    {
        await using var disposed = database;
        var random = Seeded();
        var now = Epoch.AddMilliseconds(random.NextInt64(200_000_000_000));
        await using var context = database.Lease();
        var deals = AddDeals(context, random);
        await context.SaveChangesAsync();

        var running = await context.Deals.AsNoTracking()
            .OrderBy(deal => Days.Between(deal.CreatedAt, deal.ClosedAt ?? now)).ThenBy(deal => deal.Id)
            .Select(deal => new { deal.Id, Age = Days.Between(deal.CreatedAt, deal.ClosedAt ?? now) }).ToListAsync();
        var limit = running[running.Count / 2].Age;
        var older = await context.Deals.CountAsync(deal => Days.Between(deal.CreatedAt, deal.ClosedAt ?? now) > limit);
        var equal = await context.Deals.CountAsync(deal => Days.Between(deal.CreatedAt, deal.ClosedAt ?? now) == limit);

        var expected = deals.Select(deal => new { deal.Id, Age = Days.Between(deal.CreatedAt, deal.ClosedAt ?? now) })
            .OrderBy(deal => deal.Age).ThenBy(deal => deal.Id.ToString(), StringComparer.Ordinal).ToList();
        Assert.Equal(expected, running);
        Assert.Equal(expected.Count(deal => deal.Age > limit), older);
        Assert.Equal(expected.Count(deal => deal.Age == limit), equal);
    }

    private async Task CompareTextsAsync(TestDatabase database)
    {
        await using var disposed = database;
        var random = Seeded();
        await using var context = database.Lease();
        var names = Enumerable.Range(0, 200).Select(_ => Word(random, 1, 6)).ToList();
        context.AddRange(names.Select(name => new Account("x" + name + "x", Epoch)));
        await context.SaveChangesAsync();
        names = [.. names.Select(name => "x" + name + "x")];

        var parts = Enumerable.Range(0, 50).Select(_ => Word(random, 0, 3)).Append("").Append(new string('x', 40));
        foreach (var part in parts)
        {
            var (start, end) = ("x" + part, part + "x");
            var found = await Names(context.Accounts.Where(account => Matches.Contains(account.Name, part)));
            var starting = await Names(context.Accounts.Where(account => Matches.StartsWith(account.Name, start)));
            var ending = await Names(context.Accounts.Where(account => !Matches.EndsWith(account.Name, end)));

            Assert.Equal(Sorted(names.Where(name => Matches.Contains(name, part))), found);
            Assert.Equal(Sorted(names.Where(name => Matches.StartsWith(name, start))), starting);
            Assert.Equal(Sorted(names.Where(name => !Matches.EndsWith(name, end))), ending);
        }
    }

    private Random Seeded()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    private static List<Deal> AddDeals(DbContext context, Random random)
    {
        var pipeline = new Pipeline("Sales", "EUR", Epoch);
        var actor = new Actor(ActorKind.System, "test");
        var deals = Enumerable.Range(0, 300).Select(number =>
        {
            var created = Epoch.AddMilliseconds(random.NextInt64(200_000_000_000));
            var deal = new Deal($"Deal {number}", pipeline.Stages[0], "EUR", Recording.At(created, actor));
            if (random.Next(3) == 0)
                deal.RecordWin(Recording.At(created.AddMilliseconds(random.NextInt64(200_000_000_000)), actor));
            return deal;
        }).ToList();
        context.Add(pipeline);
        context.Add(actor);
        context.AddRange(deals);
        return deals;
    }

    private static string Word(Random random, int shortest, int longest)
        => string.Concat(random.GetItems(Letters, random.Next(shortest, longest + 1)));

    private static async Task<List<string>> Names(IQueryable<Account> accounts)
        => Sorted(await accounts.Select(account => account.Name).ToListAsync());

    private static List<string> Sorted(IEnumerable<string> names)
        => [.. names.OrderBy(name => Convert.ToHexString(Encoding.UTF8.GetBytes(name)), StringComparer.Ordinal)];
}
