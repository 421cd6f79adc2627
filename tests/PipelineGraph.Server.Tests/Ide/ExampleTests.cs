using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Demo;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Server.Tests.Ide;

public class ExampleTests
{
    public static TheoryData<string> Operations => [.. Parser.Parse(IdePage.Examples).Definitions
        .OfType<GraphQLOperationDefinition>().Select(operation => operation.Name!.StringValue)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Example_runs_as_an_analyst_over_demo_data_and_finds_something(string operation)
    {
        await using var server = await RunningServer.StartAsync();
        await ActivatorUtilities.CreateInstance<DemoCompany>(server.App.Services).CreateAsync(deals: 200);
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Analyst));

        using var response = await server.Client.PostAsJsonAsync("/graphql",
            new { query = IdePage.Examples, operationName = operation, variables = IdePage.Variables });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        var field = answer.GetProperty("data").EnumerateObject().Single().Value;
        var rows = field.ValueKind is JsonValueKind.Array ? field : field.GetProperty("nodes");
        Assert.NotEqual(0, rows.GetArrayLength());
    }
}
