using PipelineGraph.Server.Import;
using PipelineGraph.Server.Tests.Schema;

namespace PipelineGraph.Server.Tests.Import;

public sealed class ImportDocumentationTests
{
    public static TheoryData<string> Kinds => [.. ImportKind.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_column_of_every_file_is_documented(string name)
    {
        var kind = ImportKind.All.Single(each => each.Name == name);
        var text = await File.ReadAllTextAsync(Repository.File("docs", "import.md"));

        var section = text.Split("\n### ").Single(part => part.StartsWith($"{kind.FileName}\n", StringComparison.Ordinal));

        Assert.All(kind.Columns, column => Assert.Matches($@"\b{column}\b", section));
        Assert.All(kind.Required, column => Assert.Contains($"**{column}**", section, StringComparison.Ordinal));
    }
}
