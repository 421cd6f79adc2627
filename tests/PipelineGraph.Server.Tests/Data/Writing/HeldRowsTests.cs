using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;
using PipelineGraph.Server.Tests.Import;

namespace PipelineGraph.Server.Tests.Data.Writing;

public sealed class HeldRowsTests : IAsyncLifetime
{
    private readonly SampleCompany _sample = new();
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.SqliteAsync();
        await _sample.StoreAsync(_database);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Entities_made_of_the_rows_of_every_table_give_the_same_rows_again()
    {
        await using var copied = await TestDatabase.SqliteAsync();
        await using (var from = await OpenAsync(_database))
        await using (var to = await OpenAsync(copied))
        {
            using var rows = new SqliteRows(to.Model, Handle(to));
            // Tables of one row have it from the start.
            var tables = SqliteTable.Of(from.Model).Values.Where(table => table.Type.ClrType != typeof(EventHead)
                && table.Type.ClrType != typeof(ConfigurationVersion)).ToList();
            foreach (var table in tables.OrderBy(table => table.Place))
            {
                using var row = new SqliteStatement(Handle(from), $"SELECT 1, {table.Columns("t")} FROM \"{table.Name}\" AS t");
                while (row.Step()) rows.Write(rows.Table(table.Type.ClrType), SqliteTable.New, table.Map.Read(row, 1), null);
            }
        }

        Assert.Equal(await _database.Database.DumpAsync(), await copied.Database.DumpAsync());
    }

    [Fact]
    public async Task Every_change_of_a_property_is_seen_and_nothing_else()
    {
        await using var context = await OpenAsync(_database);
        var table = SqliteTable.Of(context.Model).Values.Single(each => each.Type.ClrType == typeof(Deal));
        using var row = new SqliteStatement(Handle(context), $"SELECT {table.Columns("t")} FROM \"Deals\" AS t");
        row.Step();
        var (deal, properties) = (table.Map.Read(row, 0), table.Type.GetProperties().ToList());

        foreach (var (index, property) in properties.Index())
        {
            var changed = RowMap.Copy(deal);
            Assert.Equal(0ul, table.Map.Changed(deal, changed));
            property.FieldInfo!.SetValue(changed, Other(property.FieldInfo.GetValue(deal), property.ClrType));
            Assert.Equal((property.Name, 1ul << index), (property.Name, table.Map.Changed(deal, changed)));
        }
    }

    [Fact]
    public async Task Changed_row_is_written_with_what_came_into_its_lists_and_an_unchanged_one_is_not()
    {
        await ChangeAsync((_, _) => { });
        var before = await _database.Database.DumpAsync();
        await ChangeAsync((_, _) => { });
        Assert.Equal(before, await _database.Database.DumpAsync());

        await ChangeAsync((deal, _) => deal.RecordMove(_sample.Stage(2), _sample.Stage(1), _sample.Day(40)));

        await using var context = _database.Lease();
        var read = await context.Deals.Include(deal => deal.Transitions).Include(deal => deal.Visits).AsNoTracking()
            .SingleAsync(deal => deal.Id == _sample.OpenDeal.Id);
        Assert.Equal((_sample.OpenDeal.Version + 1, _sample.Stage(1).Id), (read.Version, read.StageId));
        Assert.Equal(TransitionKind.MovedBack, read.Transitions.MaxBy(move => move.Sequence)!.Kind);
        Assert.Equal([(TransitionKind?)TransitionKind.MovedBack, null],
            read.Visits.OrderBy(visit => visit.Sequence).TakeLast(2).Select(visit => visit.Exit));
    }

    [Fact]
    public async Task Row_that_has_another_version_by_now_is_not_written()
    {
        var before = await _database.Database.DumpAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => ChangeAsync((deal, context) =>
        {
            deal.RecordMove(_sample.Stage(2), _sample.Stage(1), _sample.Day(40));
            context.Deals.ExecuteUpdate(each => each.SetProperty(row => row.Version, 77));
        }));

        Assert.Equal(before, await _database.Database.DumpAsync());
    }

    [Fact]
    public async Task Row_taken_out_of_its_list_is_refused()
    {
        var before = await _database.Database.DumpAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => ChangeAsync((deal, _) =>
        {
            deal.RecordMove(_sample.Stage(2), _sample.Stage(1), _sample.Day(40));
            var visits = typeof(Deal).GetField("_visits", BindingFlags.Instance | BindingFlags.NonPublic)!;
            ((List<StageVisit>)visits.GetValue(deal)!).RemoveAt(0);
        }));

        Assert.Equal(before, await _database.Database.DumpAsync());
    }

    /// <summary>Reads the sample's open deal with its running visit, changes it, and writes.</summary>
    private Task<bool> ChangeAsync(Action<Deal, PipelineDbContext> change) => _database.Lane.RunAsync(scope =>
    {
        var rows = scope.Rows!;
        var (deals, visits) = (rows.Table<Deal>(), rows.Table<StageVisit>());
        var row = rows.Query($"""
            SELECT {deals.Columns("d")}, {visits.Columns("v")} FROM "Deals" AS d
            JOIN "StageVisits" AS v ON v."DealId" = d."Id" AND v."ExitedAt" IS NULL WHERE d."Id" = ?
            """);
        row.Bind(1, _sample.OpenDeal.Id);
        Assert.True(row.Step());
        var deal = rows.Hold<Deal>(row, 0);
        rows.Hold<StageVisit>(row, deals.Width, deal, nameof(Deal.Visits));
        row.Reset();
        change(deal, scope.Context);
        rows.Write();
        return Task.FromResult(true);
    });

    private static object? Other(object? value, Type type) => value switch
    {
        null when type == typeof(string) => "",
        null => Activator.CreateInstance(Nullable.GetUnderlyingType(type)!),
        string text => text + " ",
        Guid => Guid.NewGuid(),
        int number => number + 1,
        long number => number + 1,
        double number => number + 1,
        DateTime instant => instant.AddMilliseconds(1),
        DateOnly day => day.AddDays(1),
        Enum => Enum.ToObject(value.GetType(), (int)value + 1),
        _ => throw new NotSupportedException(type.Name),
    };

    private static async Task<PipelineDbContext> OpenAsync(TestDatabase database)
    {
        var context = database.Lease();
        await context.Database.OpenConnectionAsync();
        return context;
    }

    private static SQLitePCL.sqlite3 Handle(PipelineDbContext context)
        => ((SqliteConnection)context.Database.GetDbConnection()).Handle!;
}
