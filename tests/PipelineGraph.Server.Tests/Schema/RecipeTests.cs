using System.Text.Json;
using System.Text.RegularExpressions;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Schema;

/// <summary>The recipes of `schema/operations/README.md`: what they say is sent, one after the other.</summary>
public sealed partial class RecipeTests
{
    private static readonly string Recipes = File.ReadAllText(Path.Combine(Repository.OperationsFolder, "README.md"));

    [Fact]
    public async Task Every_step_of_a_recipe_with_variables_succeeds()
    {
        await using var demo = new DemoServer();
        await demo.InitializeAsync();
        demo.Running.Client.DefaultRequestHeaders.Authorization = new("Bearer", demo.Token(Role.Admin));

        var steps = Step().Matches(Recipes).Select(step => step.Groups).ToList();
        Assert.NotEmpty(steps);
        foreach (var step in steps)
        {
            var variables = JsonSerializer.Deserialize<JsonElement>(step["variables"].Value);
            var answer = await OperationTests.AnswerAsync(demo, step["operation"].Value, variables);
            Assert.False(IsRefused(answer), $"{step["operation"].Value} {variables}\n{answer}");
        }
    }

    /// <summary>By an error of the request, a refusal of the change, or of one deal of many.</summary>
    private static bool IsRefused(string answer)
        => answer.Contains("\"extensions\"", StringComparison.Ordinal)
            || answer.Contains("\"__typename\"", StringComparison.Ordinal);

    [GeneratedRegex("```json (?<operation>.+)\n(?<variables>[^`]+)```")]
    private static partial Regex Step();
}
