using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Tests.Data;

public sealed class DatabaseStartupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pipelinegraph-");

    private string File => Path.Combine(_folder.FullName, "test.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Migrations_are_applied_once()
    {
        await using var services = TestDatabase.ServicesFor("Sqlite", $"Data Source={File}");

        var first = await DatabaseStartup.MigrateAsync(services);
        var second = await DatabaseStartup.MigrateAsync(services);

        Assert.NotEmpty(first);
        Assert.Empty(second);
        Assert.True(await services.GetRequiredService<PipelineDatabase>().IsReadyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Database_without_its_migrations_is_not_ready()
    {
        await using var services = TestDatabase.ServicesFor("Sqlite", $"Data Source={File}");

        Assert.False(await services.GetRequiredService<PipelineDatabase>().IsReadyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Missing_folder_is_named()
        => Assert.Contains("/nowhere, where the database should be, does not exist",
            await RefusalAsync("Sqlite", $"Data Source={_folder.FullName}/nowhere/test.db"));

    [Fact]
    public async Task Folder_is_no_database()
        => Assert.Contains("is a folder", await RefusalAsync("Sqlite", $"Data Source={_folder.FullName}"));

    [Fact]
    public async Task File_of_another_kind_is_no_database()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 5_000));

        Assert.Contains("is not a SQLite database", await RefusalAsync("Sqlite", $"Data Source={File}"));
    }

    [Fact]
    public async Task Damaged_file_is_refused()
    {
        await MigrateAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        Array.Fill(bytes, (byte)0xff, 100, 4_000);
        await System.IO.File.WriteAllBytesAsync(File, bytes);

        Assert.Contains("is damaged", await RefusalAsync("Sqlite", $"Data Source={File}"));
    }

    [Fact]
    public async Task Locked_database_is_refused()
    {
        await MigrateAsync();
        await using var other = new SqliteConnection($"Data Source={File}");
        await other.OpenAsync();
        await using var writing = other.CreateCommand();
        writing.CommandText = "BEGIN IMMEDIATE";
        await writing.ExecuteNonQueryAsync();

        Assert.Contains("is locked by another process", await RefusalAsync("Sqlite",
            $"Data Source={File};Default Timeout=1"));
    }

    [Fact]
    public async Task Database_that_cannot_be_written_is_refused()
    {
        await MigrateAsync();

        Assert.Contains("cannot be written", await RefusalAsync("Sqlite", $"Data Source={File};Mode=ReadOnly"));
    }

    [Fact]
    public async Task Database_of_a_newer_version_is_refused()
    {
        await using var services = TestDatabase.ServicesFor("Sqlite", $"Data Source={File}");
        await DatabaseStartup.MigrateAsync(services);
        await using (var context = services.GetRequiredService<PipelineDatabase>().Lease())
        {
            await context.Database.ExecuteSqlRawAsync(
                """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99')""");
        }

        var refused = await Assert.ThrowsAsync<OperatorException>(() => DatabaseStartup.MigrateAsync(services));

        Assert.Contains("newer version", refused.Message);
    }

    [Theory]
    [InlineData("Oracle", "Data Source=x", "Database:Provider is 'Oracle'")]
    [InlineData("Sqlite", null, "ConnectionStrings:PipelineGraph is not set")]
    [InlineData("Sqlite", " ", "ConnectionStrings:PipelineGraph is not set")]
    [InlineData("Sqlite", "Password=secret;Nonsense=1", "is no connection string for Sqlite")]
    [InlineData("Sqlite", "Cache=Shared", "is no connection string for Sqlite")]
    [InlineData("PostgreSql", "Data Source=secret.db;Nonsense=1", "is no connection string for PostgreSql")]
    public async Task Faulty_settings_are_refused_without_telling_secrets(string provider, string? connection,
        string message)
    {
        var refusal = await RefusalAsync(provider, connection);

        Assert.Contains(message, refusal);
        Assert.DoesNotContain("secret", refusal);
    }

    [Fact]
    public async Task PostgreSQL_that_does_not_answer_is_refused()
    {
        var refusal = await RefusalAsync("PostgreSql", "Host=127.0.0.1;Port=1;Username=u;Password=secret;Timeout=2");

        Assert.Contains("The PostgreSQL database cannot be used", refusal);
        Assert.DoesNotContain("secret", refusal);
    }

    [Fact]
    public void SQLite_that_can_lose_commits_is_refused()
    {
        Assert.Throws<OperatorException>(() => SqliteFile.CheckLibrary(new Version(3, 51, 2)));
        SqliteFile.CheckLibrary(new Version(3, 51, 3));
    }

    private async Task MigrateAsync()
    {
        await using var services = TestDatabase.ServicesFor("Sqlite", $"Data Source={File}");
        await DatabaseStartup.MigrateAsync(services);
        SqliteConnection.ClearAllPools();
    }

    private static async Task<string> RefusalAsync(string provider, string? connectionString)
    {
        await using var services = TestDatabase.ServicesFor(provider, connectionString);
        return (await Assert.ThrowsAsync<OperatorException>(() => DatabaseStartup.MigrateAsync(services))).Message;
    }
}
