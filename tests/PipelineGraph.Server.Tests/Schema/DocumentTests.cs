using System.Text.RegularExpressions;
using PipelineGraph.Server.Commands;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Schema;

/// <summary>What the documents tell is so.</summary>
[Collection(DemoServer.Collection)]
public sealed partial class DocumentTests(DemoServer demo)
{
    private static readonly string Readme = File.ReadAllText(Repository.File("README.md"));

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("docs/import.md")]
    [InlineData("docs/limits.md")]
    [InlineData("docs/metrics.md")]
    [InlineData("schema/operations/README.md")]
    public void Every_link_to_a_file_leads_to_one(string document)
    {
        var file = Repository.File(document);
        var links = Link().Matches(File.ReadAllText(file)).Select(link => link.Groups[1].Value);

        Assert.All(links.Where(link => !link.StartsWith("http", StringComparison.Ordinal)),
            link => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, link)), link));
    }

    [Fact]
    public async Task Query_of_the_readme_is_answered_with_its_3_deals()
    {
        var data = await demo.DataAsync(Query().Match(Readme).Groups[1].Value);

        Assert.Equal(3, data.GetProperty("deals").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task Readme_lists_the_commands_that_the_help_lists()
    {
        using var help = new StringWriter();

        await CommandLine.RunAsync(["--help"], help, help);

        var listed = HelpLine().Matches(help.ToString().Split("Commands:")[1]).Select(line => line.Groups[1].Value);
        var table = Readme.Split("| command | does |")[1].Split("\n\n")[0];
        var told = TableRow().Matches(table).Select(row => row.Groups[1].Value);
        Assert.Equal(listed.Order(), told.Order());
    }

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("```graphql\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"^  (\w+)", RegexOptions.Multiline)]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"^\| `(\w+)", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
