using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Update;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;
using PipelineGraph.Server.Tests.Import;

namespace PipelineGraph.Server.Tests.Data.Writing;

public sealed class SqliteRowsTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, 123, DateTimeKind.Utc);

    private TestDatabase _database = null!;
    private PipelineDbContext _context = null!;
    private SqliteRows _rows = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.SqliteAsync();
        _context = _database.Lease();
        await _context.Database.OpenConnectionAsync();
        _rows = new SqliteRows(_context.Model, ((SqliteConnection)_context.Database.GetDbConnection()).Handle!);
    }

    public async Task DisposeAsync()
    {
        Dispose();
        await _context.DisposeAsync();
        await _database.DisposeAsync();
    }

    public void Dispose() => _rows.Dispose();

    [Fact]
    public async Task New_rows_of_every_table_are_those_that_EF_Core_itself_writes()
    {
        var sample = new SampleCompany();
        await using var saved = await TestDatabase.SqliteAsync();
        await using (var context = saved.Lease())
        {
            context.AddRange(sample.Entities);
            await context.SaveChangesAsync();
        }

        foreach (var entity in sample.Entities)
        {
            _context.Entry(entity).State = EntityState.Added;
            Assert.True(TryWrite());
        }

        Assert.Equal(await saved.Database.DumpAsync(), await _database.Database.DumpAsync());
    }

    [Fact]
    public async Task Changed_row_keeps_what_has_not_changed_and_a_statement_serves_again()
    {
        var accounts = await AddAccountsAsync("a", "b");

        foreach (var (account, country) in accounts.Zip(["Austria", null]))
        {
            account.Edit(new AccountEdit { Country = country, Industry = "retail" }, Now.AddDays(1));
            Assert.True(TryWrite());
        }

        await using var context = _database.Lease();
        var read = await context.Accounts.AsNoTracking().OrderBy(account => account.Name).ToListAsync();
        Assert.Equal([("a", "Austria", 2), ("b", null, 2)], read.Select(each => (each.Name, each.Country, each.Version)));
        Assert.All(read, account => Assert.Equal(("retail", Now.AddDays(1)), (account.Industry, account.UpdatedAt)));
    }

    [Fact]
    public async Task Row_that_has_another_version_by_now_is_not_written()
    {
        var account = (await AddAccountsAsync("a"))[0];
        await _context.Accounts.ExecuteUpdateAsync(each => each.SetProperty(row => row.Version, 7));
        account.Edit(new AccountEdit { Country = "Austria" }, Now);

        Assert.Throws<DbUpdateConcurrencyException>(() => TryWrite());

        Assert.Null(await _context.Accounts.Select(each => each.Country).SingleAsync());
    }

    [Fact]
    public async Task Row_that_the_database_refuses_is_told_as_EF_Core_tells_it()
    {
        var first = (await AddAccountsAsync("a"))[0];
        first.Edit(new AccountEdit { Country = "Austria" }, Now);
        TryWrite();
        _context.ChangeTracker.Clear();
        _context.Entry(first).State = EntityState.Added;

        var refused = Assert.Throws<DbUpdateException>(() => TryWrite());

        Assert.True(UniqueViolation.IsIn(refused.InnerException, "Accounts"));
        Assert.Same(first, Assert.Single(refused.Entries).Entity);
    }

    [Fact]
    public async Task What_has_an_order_of_its_own_is_left_to_EF_Core()
    {
        var accounts = await AddAccountsAsync("a", "b");
        var before = await _database.Database.DumpAsync();

        accounts[0].Edit(new AccountEdit { ExternalId = "unique" }, Now);
        Assert.False(TryWrite());
        _context.ChangeTracker.Clear();
        _context.Entry(accounts[1]).State = EntityState.Deleted;
        Assert.False(TryWrite());
        _context.ChangeTracker.Clear();
        foreach (var deal in new SampleCompany().Entities.OfType<Deal>()) _context.Entry(deal).State = EntityState.Added;
        Assert.False(TryWrite());

        Assert.Equal(before, await _database.Database.DumpAsync());
    }

    private bool TryWrite()
    {
        _context.ChangeTracker.DetectChanges();
        var entries = _context.GetService<IUpdateAdapterFactory>().Create().GetEntriesToSave();
        var isWritten = _rows.TryWrite(entries);
        if (isWritten) _context.ChangeTracker.AcceptAllChanges();
        return isWritten;
    }

    private async Task<List<Account>> AddAccountsAsync(params string[] names)
    {
        List<Account> accounts = [.. names.Select(name => new Account(name, Now))];
        _context.AddRange(accounts);
        await _context.SaveChangesAsync();
        return accounts;
    }
}
