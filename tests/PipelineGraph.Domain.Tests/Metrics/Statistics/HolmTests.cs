using PipelineGraph.Domain.Metrics.Statistics;

namespace PipelineGraph.Domain.Tests.Metrics.Statistics;

public sealed class HolmTests
{
    /// <summary>The p-values 0.01, 0.04, 0.03, 0.005 as R's p.adjust(method = "holm") corrects them.</summary>
    [Fact]
    public void Values_are_those_of_R()
        => AssertNear([0.03, 0.06, 0.06, 0.02], Holm.Correct([0.01, 0.04, 0.03, 0.005]));

    [Fact]
    public void Untested_ones_stay_untested_and_do_not_count()
        => AssertNear([0.02, null, 0.4], Holm.Correct([0.01, null, 0.4]));

    [Fact]
    public void No_corrected_value_exceeds_1() => AssertNear([1, 1], Holm.Correct([0.7, 0.9]));

    [Fact]
    public void Nothing_tested_gives_nothing() => Assert.Empty(Holm.Correct([]));

    private static void AssertNear(double?[] expected, IReadOnlyList<double?> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one is null, other is null);
            if (one is not null) Assert.Equal(one.Value, other!.Value, 12);
        }
    }
}
