using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.People;

namespace PipelineGraph.Server.Tests.Data;

public class SqliteInterruptionTests
{
    // Long enough that it cannot end between its first row and the cancellation.
    private const string Long = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000)
        SELECT count(*) AS "Value" FROM n WHERE CASE i WHEN 1 THEN first() WHEN 100000000 THEN last() ELSE 1 END
        """;

    [Fact]
    public async Task Running_query_ends_when_it_is_cancelled_and_its_connection_serves_on()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await using var context = database.Lease();
        await context.Database.OpenConnectionAsync();
        using var cancel = new CancellationTokenSource();
        var (started, ended) = (new TaskCompletionSource(), false);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        connection.CreateFunction("first", started.TrySetResult);
        connection.CreateFunction("last", () => ended = true);

        var running = Task.Run(() => context.Database.SqlQueryRaw<long>(Long).ToListAsync(cancel.Token));
        await started.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.False(ended);
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
