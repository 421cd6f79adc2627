using PipelineGraph.Domain.Metrics;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics;

/// <summary>Figures of one request share tallies, and are reckoned side by side.</summary>
public sealed class TallyResultTests
{
    private const int Rounds = 20, Deals = 20_000, Takers = 4;

    [Fact]
    public Task Many_may_take_the_sales_cycle_at_once()
        => TakenAtOnce(() => new SalesCycleTally(Frame), tally => tally.Result.Won);

    [Fact]
    public Task Many_may_take_the_deal_size_at_once()
        => TakenAtOnce(() => new DealSizeTally(Frame), tally => tally.Result);

    private static async Task TakenAtOnce<TTally, T>(Func<TTally> begin, Func<TTally, T> result) where TTally : IDealTally
    {
        // Longest first: a result that sorts in place has the most to do.
        var deals = Enumerable.Range(0, Deals).Select(i => Won(99, i % 977, (Lead, i * 90.0 / Deals))).ToArray();
        var expected = result(begin().Fed(deals));
        for (var round = 0; round < Rounds; round++)
        {
            var tally = begin().Fed(deals);
            using var start = new Barrier(Takers);
            var takers = Enumerable.Range(0, Takers).Select(_ => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait();
                return result(tally);
            }, TaskCreationOptions.LongRunning));

            Assert.All(await Task.WhenAll(takers), taken => Assert.Equal(expected, taken));
        }
    }
}
