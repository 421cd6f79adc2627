using System.Text.Json;
using PipelineGraph.Engine.Tests.Transport;

namespace PipelineGraph.Engine.Tests.Validation;

public class CorpusTests
{
    /// <summary>Where this engine and graphql-js 16 disagree, and what the specification (October 2021) says.</summary>
    private static readonly Dictionary<string, string> Differences = new()
    {
        ["merging#block string equals string"]
            = "5.3.2 compares values: both literals are the string x. graphql-js compares their source text.",
        ["values#float overflow"]
            = "3.5.2: a Float beyond IEEE 754's finite range is an error. graphql-js makes it Infinity.",
        ["values#string with a braced escape"]
            = "2.9.4 has four-digit escapes only; the braced form came with the September 2025 edition.",
    };

    [Fact]
    public void Verdicts_are_those_of_graphql_js_but_for_the_listed_differences()
    {
        var different = string.Join('\n', Corpus.Documents
            .Where(document => Corpus.Read(document.Value).IsValid != (Corpus.Verdicts[document.Key] == "ok"))
            .Select(document => document.Key).Order());

        Assert.True(string.Join('\n', Differences.Keys.Order()) == different, different);
    }

    [SkippableFact]
    public async Task Stored_verdicts_are_what_graphql_js_says_today()
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");

        var verdicts = await NodeClients.RunAsync("verdicts.mjs", NodeClients.PathOf("corpus"));

        Assert.Equal(JsonSerializer.Deserialize<Dictionary<string, string>>(verdicts), Corpus.Verdicts);
    }
}
