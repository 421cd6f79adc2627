using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Tests.Data;

public class KeptConnectionTests
{
    private static readonly DateTime Created = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Query_is_prepared_once_and_reads_with_the_values_of_each_run()
    {
        await using var database = await WithAccountsAsync("Acme", "Bolt");
        await using var context = database.Lease();
        var before = ReadsOf(context).Count;

        Assert.Equal(["Acme"], await NamedAsync(context, "Acme"));
        Assert.Equal(["Bolt"], await NamedAsync(context, "Bolt"));
        Assert.Empty(await NamedAsync(context, "Nobody"));

        Assert.Equal(before + 1, ReadsOf(context).Count);
    }

    [Fact]
    public async Task Context_that_comes_back_from_the_pool_has_its_prepared_queries_still()
    {
        await using var database = await WithAccountsAsync("Acme");
        PreparedReads first;
        await using (var context = database.Lease())
        {
            await NamedAsync(context, "Acme");
            first = ReadsOf(context);
        }
        var prepared = first.Count;

        await using var again = database.Lease();
        await NamedAsync(again, "Acme");

        Assert.Same(first, ReadsOf(again));
        Assert.Equal(prepared, first.Count);
    }

    [Fact]
    public async Task Same_query_runs_while_its_rows_are_still_being_read()
    {
        await using var database = await WithAccountsAsync("Acme", "Bolt");
        await using var context = database.Lease();
        var seen = new List<string>();
        await foreach (var outer in Names(context).AsAsyncEnumerable())
            await foreach (var inner in Names(context).AsAsyncEnumerable()) seen.Add(outer + inner);

        Assert.Equal(["AcmeAcme", "AcmeBolt", "BoltAcme", "BoltBolt"], seen);
    }

    [Fact]
    public async Task Query_that_was_left_in_the_middle_runs_again_from_its_start()
    {
        await using var database = await WithAccountsAsync("Acme", "Bolt");
        await using var context = database.Lease();
        await foreach (var name in Names(context).AsAsyncEnumerable())
        {
            Assert.Equal("Acme", name);
            break;
        }

        Assert.Equal(["Acme", "Bolt"], await Names(context).ToListAsync());
    }

    [Fact]
    public async Task Prepared_query_sees_what_another_connection_has_committed_and_columns_that_are_new()
    {
        await using var database = await WithAccountsAsync("Acme");
        await using var context = database.Lease();
        Assert.Equal(["Acme"], await Names(context).ToListAsync());

        await using (var other = database.Lease())
        {
            other.Add(new Account("Bolt", Created));
            await other.SaveChangesAsync();
            await other.Database.ExecuteSqlRawAsync("""ALTER TABLE "Accounts" ADD COLUMN "Later" TEXT""");
        }

        Assert.Equal(["Acme", "Bolt"], await Names(context).ToListAsync());
    }

    [Fact]
    public async Task Only_so_many_queries_are_kept_and_those_used_last()
    {
        await using var database = await WithAccountsAsync("Acme");
        await using var context = database.Lease();
        for (var shape = 1; shape <= PreparedReads.Most + 10; shape++)
        {
            // Names that stand in the text make each a query of its own.
            var names = Enumerable.Repeat("Acme", shape).Select((name, i) => name + (i == 0 ? "" : i)).ToArray();
            Assert.Equal(1, await context.Accounts.CountAsync(account => EF.Constant(names).Contains(account.Name)));
            await NamedAsync(context, "Acme");
        }

        var reads = ReadsOf(context);
        Assert.Equal(PreparedReads.Most, reads.Count);
        Assert.Equal(["Acme"], await NamedAsync(context, "Acme"));
        Assert.Equal(PreparedReads.Most, reads.Count);
    }

    [Fact]
    public async Task Reads_of_a_snapshot_see_one_state_and_the_next_ones_the_newest()
    {
        await using var database = await WithAccountsAsync("Acme");
        var planned = PlannedDatabase.Of(database.Database, database.Visibility);
        await using (var context = database.Lease())
        {
            await using (await planned.BeginSnapshotAsync(context, CancellationToken.None))
            {
                Assert.Equal(["Acme"], await Names(context).ToListAsync());
                await using var other = database.Lease();
                other.Add(new Account("Bolt", Created));
                await other.SaveChangesAsync();
                Assert.Equal(["Acme"], await Names(context).ToListAsync());
            }

            Assert.Equal(["Acme", "Bolt"], await Names(context).ToListAsync());
            context.Add(new Account("Core", Created));
            await context.SaveChangesAsync();
        }
    }

    [Fact]
    public async Task Disposed_database_leaves_no_connection_open()
    {
        using var folder = new TestFolder();
        var file = folder.File("test.db");
        await using (var services = TestDatabase.ServicesFor("Sqlite", $"Data Source={file};Pooling=False"))
        {
            await DatabaseStartup.MigrateAsync(services);
            Assert.True(File.Exists(file + "-wal"));
        }

        // SQLite takes its log away when the last connection closes.
        Assert.False(File.Exists(file + "-wal"));
    }

    private static IQueryable<string> Names(PipelineDbContext context)
        => context.Accounts.OrderBy(account => account.Name).Select(account => account.Name);

    private static Task<List<string>> NamedAsync(PipelineDbContext context, string name)
        => context.Accounts.Where(account => account.Name == name).Select(account => account.Name).ToListAsync();

    private static PreparedReads ReadsOf(PipelineDbContext context)
        => ((KeptConnection)context.GetService<IRelationalConnection>()).Reads;

    private static async Task<TestDatabase> WithAccountsAsync(params string[] names)
    {
        var database = await TestDatabase.SqliteAsync();
        await using var context = database.Lease();
        context.AddRange(names.Select(name => new Account(name, Created)));
        await context.SaveChangesAsync();
        return database;
    }
}
