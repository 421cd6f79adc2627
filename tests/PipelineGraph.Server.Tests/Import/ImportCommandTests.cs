using Microsoft.Data.Sqlite;
using PipelineGraph.Server.Commands;

namespace PipelineGraph.Server.Tests.Import;

public sealed class ImportCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public ImportCommandTests()
    {
        Directory.CreateDirectory(_folder.File("in"));
        Write("deals.csv", "id,title,created_at", "d1,One,2026-03-01");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_says_what_it_created_and_exits_with_0()
    {
        var (code, output, error) = await RunAsync(_folder.File("in"));

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            ["pipelines: 1 created, 0 changed, 0 unchanged", "deals: 1 created, 0 changed, 0 unchanged"],
                output.Split(Environment.NewLine));
    }

    [Fact]
    public async Task Dry_run_says_that_nothing_was_changed()
    {
        await RunAsync(_folder.File("in"), "--dry-run");

        var (_, output, _) = await RunAsync(_folder.File("in"), "--dry-run");

        Assert.Contains("deals: 1 created", output, StringComparison.Ordinal);
        Assert.EndsWith("This was a dry run: nothing was changed.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faulty_rows_go_to_standard_error_and_exit_with_1()
    {
        Write("deals.csv", "id,title,created_at", "d1,,2026-03-01", "d2,Two,soon");

        var (code, output, error) = await RunAsync(_folder.File("in"));

        Assert.Equal((1, ""), (code, output));
        Assert.Equal(
            [
                "deals.csv, line 2, title: it is empty",
                "deals.csv, line 3, created_at: 'soon' is no date of the form 2026-03-31 or 2026-03-31T14:30:00Z",
                "error: 2 faults; nothing was imported.",
            ],
            error.Split(Environment.NewLine));
    }

    [Fact]
    public async Task Missing_folder_or_mapping_is_one_line_and_exits_with_1()
    {
        var folder = await RunAsync(_folder.File("nowhere"));
        var map = await RunAsync(_folder.File("in"), "--map", _folder.File("no.json"));

        Assert.Equal((1, "", $"error: There is no folder {_folder.File("nowhere")}."), folder);
        Assert.Equal((1, "", $"error: There is no file {_folder.File("no.json")}."), map);
    }

    [Fact]
    public async Task Locked_database_is_one_line_and_exits_with_1()
    {
        await RunAsync(_folder.File("in"), "--dry-run");
        await using var other = new SqliteConnection($"Data Source={_folder.File("test.db")};Pooling=False");
        await other.OpenAsync();
        await using var lockIt = other.CreateCommand();
        lockIt.CommandText = "BEGIN IMMEDIATE";
        await lockIt.ExecuteNonQueryAsync();

        var (code, _, error) = await RunAsync(_folder.File("in"),
            $"--ConnectionStrings:PipelineGraph=Data Source={_folder.File("test.db")};Default Timeout=1");

        Assert.Equal(1, code);
        Assert.Equal($"error: The database {_folder.File("test.db")} is locked by another process.", error);
    }

    private void Write(string file, params string[] lines)
        => File.WriteAllLines(_folder.File(Path.Combine("in", file)), lines);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code =
            await CommandLine.RunAsync(["import", .. RunningServer.Settings(_folder), .. arguments], output, error);
        return (code, output.ToString().Trim(), error.ToString().Trim());
    }
}
