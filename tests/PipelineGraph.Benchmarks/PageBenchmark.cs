using System.Text.Json;

namespace PipelineGraph.Benchmarks;

/// <summary>Page 1,000 by cursor against page 1, over a nullable key.</summary>
internal static class PageBenchmark
{
    private const string Page = """
        query Page($after: String) {
          deals(first: 50, after: $after, order: [{ amount: DESC }]) {
            pageInfo { endCursor } nodes { id title amount stage { name } owner { name } account { name } }
          }
        }
        """;

    internal static async Task<int> RunAsync(int deals)
    {
        await using var server = await MeasuredServer.StartAsync(deals);
        string? cursor = null;
        for (var page = 1; page < 1000; page++) cursor = EndCursor(await server.PostAsync("/graphql", Body(cursor)));

        Func<int, Task<double>> After(string? at) => requests => server.MeasureAsync("/graphql", Body(at), requests);
        var second = EndCursor(await server.PostAsync("/graphql", Body(null)));
        var figures = await Rounds.RunAsync(15, 300, ("page 1", After(null)), ("page 2", After(second)), ("page 1,000", After(cursor)));
        return Rounds.Check("page 1,000 / page 1", Rounds.Ratio(figures[2], figures[0]), 1.2);
    }

    private static string Body(string? after) => MeasuredServer.Body(Page, new { after });

    private static string? EndCursor(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("data").GetProperty("deals").GetProperty("pageInfo").GetProperty("endCursor").GetString();
    }
}
