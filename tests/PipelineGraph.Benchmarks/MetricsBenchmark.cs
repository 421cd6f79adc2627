using System.Globalization;
using System.Text.Json;

namespace PipelineGraph.Benchmarks;

/// <summary>
/// Every figure of `pipelineMetrics`, over the pipeline that has most of the deals: against a hand-written pass, that one
/// against LINQ, once more when nothing has changed, and over ten times the deals.
/// </summary>
internal static class MetricsBenchmark
{
    private const double MostRepeated = 5_000;   // microseconds
    private const long MostMemory = 1L << 30;

    private static int _asked;

    internal static async Task<int> RunAsync(int deals)
    {
        await using var server = await MeasuredServer.StartAsync(deals);
        var dashboard = await DashboardAsync(server);
        await CheckAsync(server, dashboard);
        var figures = await Rounds.RunAsync(warmUp: 12, 9, 1,
            ("hand-written", requests => AskAsync(server, BenchmarkServer.HandWrittenMetrics, dashboard, requests)),
            ("LINQ", requests => AskAsync(server, BenchmarkServer.LinqMetrics, dashboard, requests)),
            ("GraphQL", requests => AskAsync(server, "/graphql", dashboard, requests)));
        var again = dashboard.Next();
        var repeated = await Rounds.RunAsync(15, 100,
            ("GraphQL, repeated", requests => server.MeasureAsync("/graphql", again, requests)));
        return Rounds.Check("GraphQL / hand-written", Rounds.Ratio(figures[2], figures[0]), 2)
            | Rounds.Check("LINQ / hand-written", Rounds.Ratio(figures[1], figures[0]), 1 / 0.9, atMost: false)
            | Rounds.Check("repeated, of 5 ms", Rounds.Median(repeated[0]) / MostRepeated, 1);
    }

    /// <summary>Ten times the deals, for which the usual execution limit is too short.</summary>
    internal static async Task<int> GrowAsync(int deals)
    {
        await using var small = await MeasuredServer.StartAsync(deals / 10);
        await using var large = await MeasuredServer.StartAsync(deals);
        var (few, many) = (await DashboardAsync(small), await DashboardAsync(large));
        var figures = await Rounds.RunAsync(warmUp: 3, 5, 1,
            ($"{deals / 10:N0} deals", requests => AskAsync(small, "/graphql", few, requests)),
            ($"{deals:N0} deals", requests => AskAsync(large, "/graphql", many, requests)));
        var memory = large.PeakMemory;
        Console.WriteLine($"peak memory {memory / (1 << 20)} MiB");
        return Rounds.Check("ten times the deals", Rounds.Ratio(figures[1], figures[0]), 12)
            | Rounds.Check("of 1 GiB", memory / (double)MostMemory, 1);
    }

    private static async Task<Dashboard> DashboardAsync(MeasuredServer server)
    {
        var answer = await server.PostAsync("/graphql", MeasuredServer.Body(
            "{ pipelines { id deals(first: 0) { totalCount } } latestDeals: deals(first: 1, order: [{ createdAt: DESC }]) { nodes { createdAt } } }"));
        var data = JsonDocument.Parse(answer).RootElement.GetProperty("data");
        var pipeline = data.GetProperty("pipelines").EnumerateArray()
            .MaxBy(each => each.GetProperty("deals").GetProperty("totalCount").GetInt32());
        return new Dashboard(pipeline.GetProperty("id").GetString()!,
            data.GetProperty("latestDeals").GetProperty("nodes")[0].GetProperty("createdAt").GetDateTime());
    }

    private static Task<double> AskAsync(MeasuredServer server, string path, Dashboard dashboard, int requests)
        => server.MeasureAsync(() => server.PostAsync(path, dashboard.Next()), requests);

    /// <summary>The rivals must find what GraphQL finds.</summary>
    private static async Task CheckAsync(MeasuredServer server, Dashboard dashboard)
    {
        var body = dashboard.Next();
        var byHand = await server.PostAsync(BenchmarkServer.HandWrittenMetrics, body);
        if (await server.PostAsync(BenchmarkServer.LinqMetrics, body) is var linq && linq != byHand)
            throw new InvalidOperationException($"LINQ answers differently:\n{linq}\n{byHand}");

        var answered = JsonDocument.Parse(await server.PostAsync("/graphql", body)).RootElement
            .GetProperty("data").GetProperty("pipelineMetrics");
        var expected = JsonDocument.Parse(byHand).RootElement;
        foreach (var (ours, theirs) in (ReadOnlySpan<(string, string)>)
        [
            ("winRate.won", "winRate.Won"), ("winRate.cohort.open", "winRate.Cohort.Open"),
            ("stageConversions.1.advanced", "conversions.1.Advanced"), ("salesCycle.won.meanDays", "cycle.Won.MeanDays"),
            ("timeInStage.2.medianDays", "times.2.MedianDays"), ("timeInStage.1.curve.5.advanced", "times.1.Curve.5.Advanced"),
            ("bottlenecks.0.confidence", "bottlenecks.0.Confidence"), ("bottlenecks.0.slowdownPValue", "bottlenecks.0.SlowdownPValue"),
            ("bottlenecks.0.owners.0.visits", "bottlenecks.0.Owners.0.Visits"), ("openPipeline.deals", "open.Deals"),
            ("openPipeline.stalledDeals", "open.StalledDeals"), ("timeline.3.won", "timeline.3.Won"),
            ("breakdown.rows.0.key", "owners.Rows.0.Key"),
        ])
            if (At(answered, ours) is var left && At(expected, theirs) is var right && left != right)
                throw new InvalidOperationException($"{ours}: {left} by GraphQL, {right} by hand.");
    }

    private static string At(JsonElement from, string path) => path.Split('.').Aggregate(from, (at, part)
        => int.TryParse(part, CultureInfo.InvariantCulture, out var i) ? at[i] : at.GetProperty(part)).GetRawText();

    /// <summary>No two questions are alike, so that none is answered from memory.</summary>
    private sealed class Dashboard(string pipelineId, DateTime latest)
    {
        private static readonly string Query =
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pipeline-dashboard.graphql"));

        internal string Next() => MeasuredServer.Body(Query, new
        {
            pipelineId,
            period = new { from = latest.AddYears(-1), to = latest.AddMilliseconds(-Interlocked.Increment(ref _asked)) },
        });
    }
}
