using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.People;

namespace PipelineGraph.Server.Tests.Data;

public class SqliteInterruptionTests
{
    private const string Endless = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)
        SELECT count(*) AS "Value" FROM n
        """;

    [Fact]
    public async Task Running_query_ends_when_it_is_cancelled_and_its_connection_serves_on()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await using var context = database.Lease();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();

        var stopped = await Record.ExceptionAsync(
            () => Task.Run(() => context.Database.SqlQueryRaw<long>(Endless).ToListAsync(cancel.Token)));

        Assert.NotNull(stopped);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        Assert.Empty(await context.SalesReps.ToListAsync());
    }

    [Fact]
    public async Task Cancellation_after_the_query_disturbs_no_later_one()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await using var context = database.Lease();
        context.Add(new SalesRep("Bob", DateTime.UnixEpoch));
        await context.SaveChangesAsync();
        using var cancel = new CancellationTokenSource();
        await context.SalesReps.ToListAsync(cancel.Token);

        var later = Task.Run(() => context.SalesReps.AsNoTracking().CountAsync());
        await cancel.CancelAsync();

        Assert.Equal(1, await later);
    }
}
