using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Schema;

/// <summary>The move by which the README shows what a refusal says, and how it succeeds then.</summary>
public sealed partial class ReadmeMoveTests
{
    private static readonly string Readme = File.ReadAllText(Repository.File("README.md"));

    [Fact]
    public async Task Move_of_the_readme_is_refused_as_told_and_succeeds_once_account_and_source_are_known()
    {
        await using var demo = new DemoServer();
        await demo.InitializeAsync();
        demo.Running.Client.DefaultRequestHeaders.Authorization = new("Bearer", demo.Token(Role.Manager));
        var move = Blocks("graphql").Single(block => block.StartsWith("mutation", StringComparison.Ordinal));
        var told = Blocks("json").Where(block => block.Contains("moveDeal", StringComparison.Ordinal)).ToList();

        var (pipeline, stage) = await PlaceAsync(demo);
        var created = await demo.DataAsync(
            $$"""mutation { createDeal(input: { title: "New", pipelineId: "{{pipeline}}" }) { deal { id } } }""");
        var deal = created.GetProperty("createDeal").GetProperty("deal").GetProperty("id").GetString();
        var variables = JsonSerializer.SerializeToElement(new { deal, stage });
        var refused = await demo.AnswerAsync(move, variables);
        var account = (await demo.DataAsync("{ accounts(first: 1) { nodes { id } } }"))
            .GetProperty("accounts").GetProperty("nodes")[0].GetProperty("id").GetString();
        await demo.DataAsync($$"""
            mutation {
              updateDeal(input: { dealId: "{{deal}}", accountId: "{{account}}", source: "Fair" }) { deal { id } }
            }
            """);
        var moved = await demo.AnswerAsync(move, variables);

        Assert.Equal(told.Select(Compact), [refused, moved]);
    }

    /// <summary>The ids that the README names: the pipeline's, and its second stage's.</summary>
    private static async Task<(string? Pipeline, string? Stage)> PlaceAsync(DemoServer demo)
    {
        var found = await demo.DataAsync(
            """{ pipelines(where: { name: { eq: "New business" } }) { id stages { id } } }""");
        var pipeline = found.GetProperty("pipelines")[0];
        var stage = pipeline.GetProperty("stages")[1];
        return (pipeline.GetProperty("id").GetString(), stage.GetProperty("id").GetString());
    }

    private static IEnumerable<string> Blocks(string language)
        => Fence().Matches(Readme).Where(block => block.Groups[1].Value == language)
            .Select(block => block.Groups[2].Value);

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();

    [GeneratedRegex("```(\\w+)\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
