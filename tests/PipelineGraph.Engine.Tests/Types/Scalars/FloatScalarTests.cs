using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Engine.Tests.Types.Scalars;

public sealed class FloatScalarTests
{
    [Fact]
    public void A_decimal_from_a_variable_becomes_the_nearest_double()
    {
        var value = new FloatScalar().ParseValue(1.9999999884259259m);

        Assert.Equal(1.9999999884259259, value);
    }
}
