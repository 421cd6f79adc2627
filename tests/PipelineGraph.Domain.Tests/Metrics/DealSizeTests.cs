using PipelineGraph.Domain.Metrics;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics;

public sealed class DealSizeTests
{
    [Fact]
    public void Sizes_are_those_of_the_won_deals_and_exact()
    {
        var size = Of(Won(5, 100.0001m, (Lead, 0)), Won(5, 300, (Lead, 0)), Won(5, null, (Lead, 0)),
            Lost(5, 999, (Lead, 0)), Open(40, (Lead, 0)), Open(null, (Lead, 0)), Open(50, (Lead, 0), (Elsewhere, 2)));

        Assert.Equal(new DealSize(2, 200.00005m, 200.00005m, 280.00001m, 1, 40), size);
    }

    [Fact]
    public void Without_deals_nothing_is_known()
        => Assert.Equal(new DealSize(0, null, null, null, 0, null), Of());

    /// <summary>NumPy: percentile([1, 3, 4, 7, 9.5, 12], [10, 25, 75, 90]) gives 2, 3.25, 8.875, 10.75.</summary>
    [Theory]
    [InlineData(0.1, 2)]
    [InlineData(0.25, 3.25)]
    [InlineData(0.75, 8.875)]
    [InlineData(0.9, 10.75)]
    [InlineData(0, 1)]
    [InlineData(1, 12)]
    public void Percentiles_are_those_of_NumPy(double share, double value)
    {
        double[] sample = [1, 3, 4, 7, 9.5, 12];

        Assert.Equal(value, Percentiles.Of(sample, share)!.Value, 12);
        Assert.Equal((decimal)value, Percentiles.Of([.. sample.Select(each => (decimal)each)], (decimal)share));
    }

    [Fact]
    public void Velocity_is_the_product_of_its_factors()
    {
        Assert.Equal(10 * 0.25m * 4_000 / 50, SalesVelocity.Of(10, 0.25, 4_000, 50).AmountPerDay);
        Assert.Equal(0, SalesVelocity.Of(0, 0.25, 4_000, 50).AmountPerDay);
    }

    [Fact]
    public void Velocity_is_unknown_when_a_factor_is_or_the_cycle_is_0()
    {
        Assert.Null(SalesVelocity.Of(10, null, 4_000, 50).AmountPerDay);
        Assert.Null(SalesVelocity.Of(10, 0.25, null, 50).AmountPerDay);
        Assert.Null(SalesVelocity.Of(10, 0.25, 4_000, null).AmountPerDay);
        Assert.Null(SalesVelocity.Of(10, 0.25, 4_000, 0).AmountPerDay);
        Assert.Null(SalesVelocity.Of(int.MaxValue, 1, 1e19m, 1e-8).AmountPerDay);
    }

    private static DealSize Of(params DealSnapshot[] deals) => new DealSizeTally(Frame).Fed(deals).Result;
}
