using Microsoft.Data.Sqlite;
using PipelineGraph.Server.Commands;

namespace PipelineGraph.Server.Tests.Commands;

public sealed class DatabaseCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Migrate_creates_the_database_and_then_has_nothing_to_do()
    {
        var (code, first, _) = await RunAsync("migrate");

        var (again, second, _) = await RunAsync("migrate");

        Assert.Equal((0, 0), (code, again));
        Assert.StartsWith("applied ", first, StringComparison.Ordinal);
        Assert.Equal("The database is up to date.", second.Trim());
    }

    [Fact]
    public async Task Migrate_into_a_missing_folder_is_one_line_and_exits_with_1()
    {
        var (code, _, error) = await RunAsync("migrate", $"--ConnectionStrings:PipelineGraph=Data Source={_folder.File("no/such.db")}");

        Assert.Equal(1, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(character => character == '\n'));
    }

    [Fact]
    public async Task Backup_is_one_moment_of_a_database_that_is_being_written_and_only_its_owner_can_read_it()
    {
        await RunAsync("migrate");
        await using var writer = await OpenAsync(_folder.File("test.db"));
        await ExecuteAsync(writer, "CREATE TABLE Written (Value); INSERT INTO Written VALUES (1); BEGIN; INSERT INTO Written VALUES (2)");

        var (code, output, _) = await RunAsync("backup", _folder.File("copy.db"));
        await ExecuteAsync(writer, "COMMIT");
        await using var copy = await OpenAsync(_folder.File("copy.db"));

        Assert.Equal(0, code);
        Assert.StartsWith(_folder.File("copy.db"), output, StringComparison.Ordinal);
        Assert.Equal(1L, await ExecuteAsync(copy, "SELECT count(*) FROM Written"));
        Assert.Equal("ok", await ExecuteAsync(copy, "PRAGMA integrity_check"));
        Assert.Equal(0L, await ExecuteAsync(copy, "SELECT count(*) FROM Deals"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("copy.db")));
    }

    [Fact]
    public async Task Backup_overwrites_nothing()
    {
        await RunAsync("migrate");
        await File.WriteAllTextAsync(_folder.File("copy.db"), "precious");

        var (code, _, error) = await RunAsync("backup", _folder.File("copy.db"));

        Assert.Equal(1, code);
        Assert.Contains("exists already", error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(_folder.File("copy.db")));
    }

    [Fact]
    public async Task Backup_of_no_database_into_no_folder_or_of_PostgreSql_leaves_nothing_behind()
    {
        var (missing, _, _) = await RunAsync("backup", _folder.File("copy.db"));
        var (homeless, _, _) = await RunAsync("backup", _folder.File("no/copy.db"));
        var (foreign, _, error) = await RunAsync("backup", _folder.File("copy.db"),
            "--Database:Provider=PostgreSql", "--ConnectionStrings:PipelineGraph=Host=127.0.0.1");

        Assert.Equal((1, 1, 1), (missing, homeless, foreign));
        Assert.Contains("pg_dump", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private static async Task<SqliteConnection> OpenAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<object?> ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. RunningServer.Settings(_folder), .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
