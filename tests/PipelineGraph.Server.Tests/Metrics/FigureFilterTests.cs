using System.Text.Json;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Metrics;

/// <summary>Figures and the board mean the same deals by a filter as lists do, also where it asks other tables.</summary>
[Collection(DemoServer.Collection)]
public sealed class FigureFilterTests(DemoServer demo)
{
    [Theory]
    [InlineData("amountInPipelineCurrency: { gt: 20000 }")]
    [InlineData("weightedAmount: { gt: 10000 }")]
    [InlineData("daysInStage: { gt: 20 }")]
    [InlineData("ageDays: { lt: 200 }")]
    [InlineData("score: { gt: 10 }")]
    [InlineData("owner: { deals: { some: { amountInPipelineCurrency: { gt: 50000 } } } }")]
    [InlineData("followUps: { none: { weightedAmount: { gt: 1 } } }")]
    [InlineData("isStalled: { eq: true }")]
    public async Task A_filter_counts_the_same_deals_in_lists_aggregates_and_columns(string filter)
    {
        var data = await demo.DataAsync($$"""
            {
              deals(where: { {{filter}} }) { totalCount }
              dealAggregates(where: { {{filter}} }) { rows { count } }
              pipelines { id stages { deals(where: { status: { eq: OPEN } {{filter}} }) { totalCount } } }
            }
            """);

        var counted = data.GetProperty("dealAggregates").GetProperty("rows").EnumerateArray()
            .Sum(row => row.GetProperty("count").GetInt32());
        Assert.Equal(data.GetProperty("deals").GetProperty("totalCount").GetInt32(), counted);
        Assert.NotEqual(0, counted);
        foreach (var pipeline in data.GetProperty("pipelines").EnumerateArray())
        {
            var board = (await demo.DataAsync($$"""
                { board(pipelineId: {{pipeline.GetProperty("id").GetRawText()}}, where: { {{filter}} }) { columns { dealCount } } }
                """)).GetProperty("board").GetProperty("columns");
            Assert.Equal(
                pipeline.GetProperty("stages").EnumerateArray().Sum(stage => Count(stage, "deals", "totalCount")),
                board.EnumerateArray().Sum(column => column.GetProperty("dealCount").GetInt32()));
        }
    }

    private static int Count(JsonElement row, string list, string count) => row.GetProperty(list).GetProperty(count).GetInt32();
}
