using System.Globalization;
using Xunit.Abstractions;

namespace PipelineGraph.Domain.Tests.Metrics;

/// <summary>Runs a claim on many random companies, and tells the seed.</summary>
internal static class RandomHistories
{
    private const string SeedVariable = "PIPELINEGRAPH_METRICS_SEED";

    public static void Check(ITestOutputHelper output, int companies, Action<Random> claim)
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next(1_000_000_000);
        output.WriteLine($"{SeedVariable}={seed}");
        for (var i = 0; i < companies; i++)
        {
            try
            {
                claim(new Random(seed + i));
            }
            catch (Exception)
            {
                output.WriteLine($"Fails at once with {SeedVariable}={seed + i}");
                throw;
            }
        }
    }
}
