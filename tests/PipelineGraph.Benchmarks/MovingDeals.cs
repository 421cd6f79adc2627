using System.Text.Json;

namespace PipelineGraph.Benchmarks;

/// <summary>Deals that go from one stage to the next and back, one after the other.</summary>
internal sealed class MovingDeals
{
    private const string Page = """
        query Deals($after: String) {
          deals(first: 50, after: $after, where: {
              status: { eq: OPEN }, stage: { name: { eq: "Prospecting" }, pipeline: { name: { eq: "New business" } } },
              account: { name: { neq: null } }, source: { neq: null } }) {
            nodes { id version }
            pageInfo { endCursor hasNextPage }
          }
        }
        """;

    private readonly List<(string Id, int Version, int Stage)> _deals;
    private readonly IReadOnlyList<string> _stages;
    private int _next;

    private MovingDeals(IReadOnlyList<string> stages, List<(string, int, int)> deals) => (_stages, _deals) = (stages, deals);

    /// <summary>
    /// Pipeline "New business" is GUIDED: forward, the criteria of "Prospecting" (account, source) are met; backward
    /// goes with a reason.
    /// </summary>
    internal static async Task<MovingDeals> ReadAsync(MeasuredServer server, int most)
    {
        using var json = JsonDocument.Parse(await server.PostAsync("/graphql", MeasuredServer.Body(
            """{ pipelines { name stages { id name } } }""")));
        var stages = json.RootElement.GetProperty("data").GetProperty("pipelines").EnumerateArray()
            .First(pipeline => pipeline.GetProperty("name").GetString() == "New business").GetProperty("stages")
            .EnumerateArray().Take(2).Select(stage => stage.GetProperty("id").GetString()!).ToList();

        var deals = new List<(string, int, int)>();
        string? after = null;
        do
        {
            using var answer = JsonDocument.Parse(await server.PostAsync("/graphql", MeasuredServer.Body(Page, new { after })));
            var page = answer.RootElement.GetProperty("data").GetProperty("deals");
            deals.AddRange(page.GetProperty("nodes").EnumerateArray()
                .Select(deal => (deal.GetProperty("id").GetString()!, deal.GetProperty("version").GetInt32(), 0)));
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null && deals.Count < most);
        return new MovingDeals(stages, [.. deals.Take(most)]);
    }

    /// <summary>These deals shared out among several movers.</summary>
    internal MovingDeals[] Split(int parts)
        => [.. Enumerable.Range(0, parts).Select(part => new MovingDeals(
            _stages, [.. _deals.Where((_, i) => i % parts == part)]))];

    /// <summary>The id of the deal that moves next.</summary>
    internal string NextId => _deals[_next].Id;

    /// <summary>The body of the next move, which must succeed.</summary>
    internal string Next()
    {
        var (id, version, stage) = _deals[_next];
        _deals[_next] = (id, version + 1, 1 - stage);
        _next = (_next + 1) % _deals.Count;
        return MeasuredServer.Body(MoveRequest.Text, new
        {
            input = new { dealId = id, toStageId = _stages[1 - stage], reason = "Measured.", expectedVersion = version },
        });
    }
}
