using System.Globalization;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Lives;

/// <summary>Where chance begins in a test: printed, and set by an environment variable to see a failure again.</summary>
internal static class Seed
{
    public static Random Of(string variable, ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        output.WriteLine($"{variable}={seed}");
        return new Random(seed);
    }
}
