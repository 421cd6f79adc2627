using System.Net.Http.Json;
using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Hosting;
using PipelineGraph.Server.Tests.Queries;
using PipelineGraph.Server.Tests.Sockets;

namespace PipelineGraph.Server.Tests.Ide;

[Collection(DemoServer.Collection)]
public sealed class ExampleTests(DemoServer demo)
{
    public static TheoryData<string> Operations => [.. Parser.Parse(IdePage.Examples).Definitions
        .OfType<GraphQLOperationDefinition>().Where(operation => operation.Operation is OperationType.Query)
        .Select(operation => operation.Name!.StringValue)];

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

    [Fact]
    public async Task Subscription_among_the_examples_shows_what_is_in_the_log()
    {
        var payload = JsonSerializer.Serialize(new
        {
            query = IdePage.Examples,
            operationName = "AsItHappens",
            variables = new Dictionary<string, object>(IdePage.Variables) { ["after"] = "" },
        });
        using var client = await SocketSignInTests.ConnectAsync(demo.Running);
        await client.InitialisedAsync(SocketSignInTests.Payload(demo.Token(Role.Analyst)));

        await client.SendAsync($$"""{"type":"subscribe","id":"1","payload":{{payload}}}""");
        var next = await client.ReceiveAsync();

        Assert.Contains("\"type\":\"DEAL_IMPORTED\"", next, StringComparison.Ordinal);
        Assert.DoesNotContain("\"errors\"", next, StringComparison.Ordinal);
    }
}
