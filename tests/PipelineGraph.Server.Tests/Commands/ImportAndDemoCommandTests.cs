using System.CommandLine;
using PipelineGraph.Server.Commands;

namespace PipelineGraph.Server.Tests.Commands;

public sealed class ImportAndDemoCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_passes_on_what_the_user_asked_for()
    {
        ImportRequest? seen = null;
        await File.WriteAllTextAsync(_folder.File("map.json"), "{}");
        var import = ImportCommand.Create(RunningServer.Settings(_folder), (request, _) =>
        {
            seen = request;
            return Task.FromResult(0);
        });

        var code = await import.Parse([_folder.Path, "--map", _folder.File("map.json"), "--dry-run", "--pipeline", "Sales"]).InvokeAsync();

        Assert.Equal(0, code);
        Assert.Equal(new ImportRequest(_folder.Path, _folder.File("map.json"), IsDryRun: true, "Sales"), seen);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData(". --map nowhere.json")]
    public async Task Import_from_a_folder_or_a_mapping_that_is_not_there_is_refused_before_anything_runs(string arguments)
    {
        var import = ImportCommand.Create([], (_, _) => throw new InvalidOperationException("It ran."));

        var invocation = import.Parse(arguments.Split(' ')).InvokeAsync(new() { EnableDefaultExceptionHandler = false });

        var refused = await Assert.ThrowsAsync<OperatorException>(() => invocation);
        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_has_a_seed_of_its_own_unless_given_one()
    {
        var seen = new List<(int Deals, int Seed)>();
        var demo = DemoCommand.Create(RunningServer.Settings(_folder), (deals, seed, _) =>
        {
            seen.Add((deals, seed));
            return Task.FromResult(0);
        });

        await demo.Parse("--deals 500").InvokeAsync();
        await demo.Parse("--deals 7 --seed 42").InvokeAsync();

        Assert.Equal([(500, 1), (7, 42)], seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--deals 0")]
    [InlineData("--deals many")]
    [InlineData("--deals 5 --seed x")]
    public void Demo_without_a_sensible_number_is_misuse(string arguments)
    {
        var demo = DemoCommand.Create([], (_, _, _) => Task.FromResult(0));

        Assert.NotEmpty(demo.Parse(arguments).Errors);
    }
}
