namespace PipelineGraph.Benchmarks;

/// <summary>The first ten deals of every stage: what it costs must not depend on how many deals there are.</summary>
internal static class NestedBenchmark
{
    private static readonly (string Name, string Arguments)[] Ways =
    [
        ("by id", "first: 10"),
        ("open, oldest in stage", "first: 10, where: { status: { eq: OPEN } }, order: [{ stageEnteredAt: ASC }]"),
    ];

    internal static async Task<int> RunAsync(int deals)
    {
        await using var small = await MeasuredServer.StartAsync(deals / 10);
        await using var large = await MeasuredServer.StartAsync(deals);
        var missed = 0;
        foreach (var (name, arguments) in Ways)
        {
            var body = MeasuredServer.Body(
                $"{{ pipelines {{ stages {{ name deals({arguments}) {{ nodes {{ title amount owner {{ name }} }} }} }} }} }}");
            var figures = await Rounds.RunAsync(15, 50,
                ($"{name}, {deals / 10:N0} deals", requests => small.MeasureAsync("/graphql", body, requests)),
                ($"{name}, {deals:N0} deals", requests => large.MeasureAsync("/graphql", body, requests)));
            missed |= Rounds.Check($"{name}: ten times the deals", Rounds.Ratio(figures[1], figures[0]), 1.3);
        }
        return missed;
    }
}
