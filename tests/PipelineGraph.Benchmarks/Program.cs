using System.Globalization;
using PipelineGraph.Benchmarks;

// Run in Release: dotnet run -c Release --project tests/PipelineGraph.Benchmarks -- list|access|pages|nested|move|live|monitor|metrics|metrics-growth [--deals N]
// Every figure is CPU time of the server process per request; ways of answering are measured in turn within one run.
var deals = Array.IndexOf(args, "--deals") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 100_000;
switch (args.FirstOrDefault())
{
    case "server":
        await Task.WhenAll(args[2].Split(';').Zip(AccessBenchmark.Settings, (url, settings)
            => BenchmarkServer.RunAsync(args[1], url, settings)));
        return 0;
    case "access":
        return await AccessBenchmark.RunAsync(deals);
    case "pages":
        return await PageBenchmark.RunAsync(deals);
    case "nested":
        return await NestedBenchmark.RunAsync(deals);
    case "move":
        return await MoveBenchmark.RunAsync(deals);
    case "live":
        return await LiveBenchmark.RunAsync(deals);
    case "monitor":
        return await MonitorBenchmark.RunAsync(deals);
    case "metrics":
        return await MetricsBenchmark.RunAsync(deals);
    case "metrics-growth":
        return await MetricsBenchmark.GrowAsync(Math.Max(deals, 1_000_000));
    default:
        return await ListBenchmark.RunAsync(deals);
}
