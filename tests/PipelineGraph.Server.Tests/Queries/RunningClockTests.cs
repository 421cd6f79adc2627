using System.Text.Json;

namespace PipelineGraph.Server.Tests.Queries;

public sealed class RunningClockTests
{
    [Theory]
    [InlineData("daysInStage")]
    [InlineData("ageDays")]
    public async Task Pages_stay_those_of_the_first_ones_instant_while_the_clock_runs(string field)
    {
        await using var demo = new DemoServer();
        await demo.InitializeAsync();
        var still = await PagesAsync(demo, field, TimeSpan.Zero);

        var running = await PagesAsync(demo, field, TimeSpan.FromDays(40));

        Assert.Equal(still, running);
        Assert.Equal(still.Count, still.Distinct().Count());
    }

    /// <summary>The ids of all deals by the field, read page by page with a pause behind each.</summary>
    private static async Task<List<string>> PagesAsync(DemoServer demo, string field, TimeSpan pause)
    {
        var ids = new List<string>();
        for (string? after = "null"; after is not null;)
        {
            var data = await demo.DataAsync($$"""
                { deals(first: 40, after: {{after}}, order: [{ {{field}}: DESC }]) {
                    nodes { id } pageInfo { hasNextPage endCursor } } }
                """);
            var deals = data.GetProperty("deals");
            var nodes = deals.GetProperty("nodes").EnumerateArray();
            ids.AddRange(nodes.Select(deal => deal.GetProperty("id").GetString()!));
            after = Next(deals.GetProperty("pageInfo"));
            demo.Advance(pause);
        }
        return ids;
    }

    private static string? Next(JsonElement page)
        => page.GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("endCursor").GetRawText() : null;
}
