namespace PipelineGraph.Domain.Tests;

public class DaysTests
{
    [Fact]
    public void Days_are_whole_milliseconds_divided_once()
    {
        var later = Given.Monday.AddMilliseconds(129_600_001);

        Assert.Equal(129_600_001 / 86_400_000.0, Days.Between(Given.Monday, later));
        Assert.Equal(-129_600_001 / 86_400_000.0, Days.Between(later, Given.Monday));
    }

    [Fact]
    public void Parts_of_a_millisecond_do_not_count()
        => Assert.Equal(0, Days.Between(Given.Monday, Given.Monday.AddTicks(9_999)));

    [Fact]
    public void Instants_come_back_from_milliseconds_also_before_1970()
    {
        foreach (var instant in new[] { Given.Monday.AddMilliseconds(7),
            new DateTime(1931, 5, 4, 3, 2, 1, 9, DateTimeKind.Utc) })
        {
            var back = Instants.FromUnixMilliseconds(Instants.ToUnixMilliseconds(instant));

            Assert.Equal((instant, DateTimeKind.Utc), (back, back.Kind));
        }
    }
}
