using GraphQLParser;
using PipelineGraph.Server.Commands;

namespace PipelineGraph.Server.Tests.Commands;

public sealed class SchemaCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Export_prints_the_schema_or_writes_the_same_to_a_file_and_touches_no_database()
    {
        var (printed, sdl, _) = await RunAsync("schema", "export");
        var (written, nothing, _) = await RunAsync("schema", "export", "--output", _folder.File("schema.graphql"));

        Assert.Equal((0, 0), (printed, written));
        Assert.Empty(nothing);
        Assert.Equal(sdl, await File.ReadAllTextAsync(_folder.File("schema.graphql")));
        Assert.Contains(Parser.Parse(sdl).Definitions, definition => definition is GraphQLParser.AST.GraphQLObjectTypeDefinition);
        Assert.False(File.Exists(_folder.File("test.db")));
    }

    [Fact]
    public async Task Export_to_where_nothing_can_be_written_is_one_line_and_exits_with_1()
    {
        var (code, _, error) = await RunAsync("schema", "export", "--output", _folder.File("no/schema.graphql"));

        Assert.Equal(1, code);
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(character => character == '\n'));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. RunningServer.Settings(_folder), .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
