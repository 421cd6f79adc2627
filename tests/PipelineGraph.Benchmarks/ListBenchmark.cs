namespace PipelineGraph.Benchmarks;

/// <summary>A list of 50 deals against the hand-written endpoint, and that one against EF Core's compiled query.</summary>
internal static class ListBenchmark
{
    internal static async Task<int> RunAsync(int deals)
    {
        await using var server = await MeasuredServer.StartAsync(deals);
        var body = MeasuredServer.Body(ListQuery.Text, new { least = ListQuery.LeastAmount });
        var expected = await server.PostAsync(BenchmarkServer.HandWritten, body);
        foreach (var path in (string[])[BenchmarkServer.Compiled, "/graphql"])
            if (await server.PostAsync(path, body) is var answer && answer != expected)
                throw new InvalidOperationException($"{path} answers differently:\n{answer}\n{expected}");

        Func<int, Task<double>> At(string path) => requests => server.MeasureAsync(path, body, requests);
        var figures = await Rounds.RunAsync(15, 400,
            ("hand-written", At(BenchmarkServer.HandWritten)), ("EF Core compiled query", At(BenchmarkServer.Compiled)),
            ("GraphQL", At("/graphql")));
        return Rounds.Check("GraphQL / hand-written", Rounds.Ratio(figures[2], figures[0]), 1.5)
            | Rounds.Check("compiled / hand-written", Rounds.Ratio(figures[1], figures[0]), 1 / 0.9, atMost: false);
    }
}
