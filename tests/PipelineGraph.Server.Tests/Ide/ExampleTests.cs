using System.Net.Http.Json;
using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Server.Hosting;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Ide;

[Collection(DemoServer.Collection)]
public sealed class ExampleTests(DemoServer demo)
{
    public static TheoryData<string> Operations => [.. Parser.Parse(IdePage.Examples).Definitions
        .OfType<GraphQLOperationDefinition>().Select(operation => operation.Name!.StringValue)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Example_runs_as_an_analyst_over_demo_data_and_finds_something(string operation)
    {
        using var response = await demo.Running.Client.PostAsJsonAsync("/graphql",
            new { query = IdePage.Examples, operationName = operation, variables = IdePage.Variables });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        var field = answer.GetProperty("data").EnumerateObject().Single().Value;
        var rows = field.ValueKind is JsonValueKind.Array ? field : field.GetProperty("nodes");
        Assert.NotEqual(0, rows.GetArrayLength());
    }
}
