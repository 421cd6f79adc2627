using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Tests.Data.Writing;

public sealed class SqliteLaneTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private TestDatabase _database = null!;

    private SqliteLane _lane = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.SqliteAsync();
        _lane = LaneInto(_database.Database);
    }

    public async Task DisposeAsync()
    {
        await _lane.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Works_that_wait_are_committed_together()
    {
        var held = await HoldAsync();
        var waiting = Enumerable.Range(0, 20).Select(each => AddAsync($"A{each}")).ToList();
        held.SetResult();

        await Task.WhenAll(waiting);

        Assert.Equal(2, _lane.Commits);   // the first work found nobody to wait for
        Assert.Equal(20, await CountAsync());
    }

    [Fact]
    public async Task Work_that_finds_nobody_before_it_runs_in_its_callers_thread()
    {
        var caller = Environment.CurrentManagedThreadId;

        var write = _lane.RunAsync(_ => Task.FromResult(Environment.CurrentManagedThreadId));

        Assert.True(write.IsCompleted);
        Assert.Equal(caller, await write);
    }

    [Fact]
    public async Task Refused_work_leaves_the_others_of_its_batch()
    {
        var held = await HoldAsync();
        var first = AddAsync("first");
        var refused = _lane.RunAsync<int>(async scope =>
        {
            scope.Context.Add(new Account("refused", Now));
            await scope.Context.SaveChangesAsync();
            throw new InvalidDataException("No.");
        });
        var last = AddAsync("last");
        held.SetResult();

        await Task.WhenAll(first, last);
        await Assert.ThrowsAsync<InvalidDataException>(() => refused);

        Assert.Equal(["first", "last"], await NamesAsync());
        Assert.Equal(2, _lane.Commits);
    }

    [Fact]
    public async Task Failing_commit_fails_its_whole_batch_and_changes_nothing()
    {
        var held = await HoldAsync();
        var first = AddAsync("first");
        var broken = _lane.RunAsync(scope => scope.Context.Database.ExecuteSqlRawAsync(
            """
            PRAGMA defer_foreign_keys = ON;
            UPDATE "EventHead" SET "Position" = 7;
            INSERT INTO "ExitCriteria" SELECT 'x', 'x', 1, 'CHECKLIST_ITEM', 'x', NULL, NULL, NULL, NULL, NULL
            """));
        held.SetResult();

        await Assert.ThrowsAsync<SqliteException>(() => broken);
        await Assert.ThrowsAsync<SqliteException>(() => first);

        Assert.Empty(await NamesAsync());
        await AddAsync("next");
        Assert.Equal(["next"], await NamesAsync());
    }

    [Fact]
    public async Task Lock_that_another_process_does_not_give_back_is_a_clear_error_for_all_that_wait()
    {
        await using var impatient = TestDatabase.ServicesFor("Sqlite", $"{ConnectionString};Default Timeout=1");
        var lane = LaneInto(impatient.GetRequiredService<PipelineDatabase>());
        await using var other = await LockAsync();

        var writes = Enumerable.Range(0, 5)
            .Select(each => Task.Run(() => AddAsync($"A{each}", lane))).ToList();
        foreach (var write in writes) await Assert.ThrowsAsync<DatabaseBusyException>(() => write);
        await other.DisposeAsync();
        await AddAsync("after", lane);
        await lane.DisposeAsync();

        Assert.Equal(["after"], await NamesAsync());
    }

    [Fact]
    public async Task Sixteen_writers_and_another_process_all_get_through()
    {
        using var stop = new CancellationTokenSource();
        var other = Task.Run(() => WriteBesideAsync(stop.Token));

        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await AddAsync($"{writer}-{i}");
        })));
        await stop.CancelAsync();
        var beside = await other;

        Assert.True(beside > 0);
        Assert.Equal(800 + beside, await CountAsync());
    }

    [Fact]
    public async Task Cancelled_work_that_has_not_begun_never_runs()
    {
        using var cancelled = new CancellationTokenSource();
        var held = await HoldAsync();
        var write = AddAsync("never", cancelled: cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => write);
        held.SetResult();
        await AddAsync("after");

        Assert.Equal(["after"], await NamesAsync());
    }

    [Fact]
    public async Task Cancelled_work_that_has_begun_finishes()
    {
        using var cancelled = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var write = _lane.RunAsync(async scope =>
        {
            begun.SetResult();
            await goOn.Task;
            scope.Context.Add(new Account("kept", Now));
            return await scope.Context.SaveChangesAsync();
        }, cancelled.Token);
        await begun.Task;
        await cancelled.CancelAsync();
        goOn.SetResult();

        await write;

        Assert.Equal(["kept"], await NamesAsync());
    }

    private string ConnectionString => _database.Database.Settings.ConnectionString;

    /// <summary>However slow the machine is, what waits goes into one batch.</summary>
    private static SqliteLane LaneInto(PipelineDatabase database) => new(database, new EventSignal(), TimeSpan.MaxValue);

    private Task<int> AddAsync(string name, WriteLane? lane = null, CancellationToken cancelled = default)
        => (lane ?? _lane).RunAsync(async scope =>
        {
            scope.Context.Add(new Account(name, Now));
            return await scope.Context.SaveChangesAsync();
        }, cancelled);

    /// <summary>Keeps the lane busy until the source is set.</summary>
    private async Task<TaskCompletionSource> HoldAsync()
    {
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _ = _lane.RunAsync(async _ =>
        {
            begun.SetResult();
            await goOn.Task;
            return 0;
        });
        await begun.Task;
        return goOn;
    }

    private async Task<SqliteConnection> LockAsync()
    {
        var connection = new SqliteConnection($"{ConnectionString};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<int> WriteBesideAsync(CancellationToken stop)
    {
        var written = 0;
        while (!stop.IsCancellationRequested)
        {
            await using var context = _database.Lease();
            context.Add(new Account($"beside {written++}", Now));
            await context.SaveChangesAsync(CancellationToken.None);
            await Task.Yield();
        }
        return written;
    }

    private async Task<int> CountAsync()
    {
        await using var context = _database.Lease();
        return await context.Accounts.CountAsync();
    }

    private async Task<List<string>> NamesAsync()
    {
        await using var context = _database.Lease();
        return await context.Accounts.Select(account => account.Name).Order().ToListAsync();
    }
}
