using System.Net.Http.Json;
using System.Text.Json;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Schema;

/// <summary>What is documented, and what a board needs, must fit into the default limits.</summary>
[Collection(DemoServer.Collection)]
public sealed class OperationCostTests(DemoServer demo)
{
    private static readonly int Most = new LimitOptions().FieldCost;

    public static TheoryData<string> Operations => [.. Directory.GetFiles(Repository.OperationsFolder, "*.graphql")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Documented_operation_passes_with_the_default_limits(string name)
    {
        var (query, variables) = await OperationTests.ReadAsync(name);

        var (field, type) = await CostAsync(query, variables);

        Assert.InRange(field, 1, Most);
        Assert.InRange(type, 2, Most);
    }

    [Fact]
    public async Task Board_of_5_columns_with_20_cards_and_6_relations_each_passes_with_the_default_limits()
    {
        var (field, type) = await CostAsync("""
            query ($pipeline: ID!, $stages: [ID!]) {
              board(pipelineId: $pipeline, stageIds: $stages) {
                columns {
                  deals(first: 20) {
                    totalCount
                    nodes {
                      title stage { name } pipeline { name } account { name } owner { name } primaryContact { name }
                      nextActivity { subject }
                    }
                  }
                }
              }
            }
            """, JsonSerializer.SerializeToElement(new { pipeline = "x", stages = "abcde".Select(id => $"{id}") }));

        Assert.InRange(field, 500, Most);
        Assert.InRange(type, 700, Most);
    }

    [Fact]
    public async Task Fifty_deals_with_fifty_activities_and_their_relations_do_not_pass()
    {
        var (field, type) = await CostAsync(
            "{ deals(first: 50) { nodes { activities(first: 50) { nodes { deal { owner { name } } } } } } }", null);

        Assert.InRange(field, Most + 1, double.MaxValue);
        Assert.InRange(type, Most + 1, double.MaxValue);
    }

    private async Task<(double Field, double Type)> CostAsync(string query, JsonElement? variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Add("GraphQL-Cost", "validate");
        using var response = await demo.Running.Client.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        var cost = answer.GetProperty("extensions").GetProperty("operationCost");
        return (cost.GetProperty("fieldCost").GetDouble(), cost.GetProperty("typeCost").GetDouble());
    }
}
