using PipelineGraph.Domain.Metrics.Statistics;

namespace PipelineGraph.Domain.Tests.Metrics.Statistics;

public sealed class WilsonIntervalTests
{
    /// <summary>Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998),
    /// table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Interval_is_that_of_Newcombe_1998(int successes, int trials, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, trials)!.Value;

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Interval_ends_exactly_at_0_and_1()
    {
        Assert.Equal(0, WilsonInterval.Of(0, 7)!.Value.Low);
        Assert.Equal(1, WilsonInterval.Of(7, 7)!.Value.High);
    }

    [Fact]
    public void Interval_of_nothing_is_unknown() => Assert.Null(WilsonInterval.Of(0, 0));
}
