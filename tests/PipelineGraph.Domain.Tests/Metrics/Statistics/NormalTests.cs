using PipelineGraph.Domain.Metrics.Statistics;

namespace PipelineGraph.Domain.Tests.Metrics.Statistics;

public sealed class NormalTests
{
    /// <summary>Values of the C library's erfc.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 0.8875370839817152)]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(1, 0.15729920705028513)]
    [InlineData(1.999, 0.004698443348629488)]
    [InlineData(2, 0.004677734981047266)]
    [InlineData(3, 2.209049699858544e-05)]
    [InlineData(5, 1.5374597944280347e-12)]
    [InlineData(10, 2.088487583762545e-45)]
    [InlineData(-1, 1.842700792949715)]
    public void Erfc_is_right_to_12_digits(double x, double erfc)
        => Assert.Equal(1, Normal.Erfc(x) / erfc, 12);

    [Fact]
    public void P_value_is_1_without_a_difference_and_5_percent_at_z_of_95_percent()
    {
        Assert.Equal(1, Normal.TwoSidedPValue(0));
        Assert.Equal(0.05, Normal.TwoSidedPValue(-Normal.Z95), 12);
    }
}
