namespace PipelineGraph.Benchmarks;

/// <summary>The first ten deals of every stage: what it costs must not depend on how many deals there are.</summary>
internal static class NestedBenchmark
{
    private const string Query = """
        { pipelines { stages { name deals(first: 10, order: [{ stageEnteredAt: ASC }]) { nodes { title amount owner { name } } } } } }
        """;

    internal static async Task<int> RunAsync(int deals)
    {
        await using var small = await MeasuredServer.StartAsync(deals / 10);
        await using var large = await MeasuredServer.StartAsync(deals);
        var body = MeasuredServer.Body(Query);
        var figures = await Rounds.RunAsync(15, 200,
            ($"{deals / 10:N0} deals", requests => small.MeasureAsync("/graphql", body, requests)),
            ($"{deals:N0} deals", requests => large.MeasureAsync("/graphql", body, requests)));
        return Rounds.Check("ten times the deals", Rounds.Ratio(figures[1], figures[0]), 1.3);
    }
}
