using System.Numerics;
using PipelineGraph.Domain.Metrics.Statistics;

namespace PipelineGraph.Domain.Tests.Metrics.Statistics;

public sealed class SeededRandomTests
{
    /// <summary>Output of splitmix64.c for the seed 1234567.</summary>
    [Fact]
    public void SplitMix64_gives_the_numbers_of_its_reference()
    {
        var random = new SplitMix64(1234567);

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431,
            16408922859458223821], Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    /// <summary>Output of xoshiro256starstar.c from the state 1, 2, 3, 4, as Rust's rand_xoshiro tests it.</summary>
    [Fact]
    public void Xoshiro_gives_the_numbers_of_its_reference()
    {
        var random = new SeededRandom(1, 2, 3, 4);

        Assert.Equal([11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600,
            16172922978634559625, 8476171486693032832, 10595114339597558777, 2904607092377533576], Take(random, 10));
    }

    [Fact]
    public void A_seed_always_gives_the_same_numbers_and_another_seed_others()
    {
        Assert.Equal(Take(new SeededRandom(-7), 5), Take(new SeededRandom(-7), 5));
        Assert.Empty(Take(new SeededRandom(-7), 5).Intersect(Take(new SeededRandom(7), 5)));

        // The state that SplitMix64 makes of 0.
        Assert.Equal(Take(new SeededRandom(0), 5), Take(
            new SeededRandom(0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC), 5));
    }

    [Fact]
    public void A_state_of_zeros_is_refused()
        => Assert.Throws<ArgumentException>(() => new SeededRandom(0, 0, 0, 0));

    [Fact]
    public void Bounded_numbers_are_equally_likely()
    {
        var random = new SeededRandom(1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.Below(7)]++;

        // Chi-square with 6 degrees of freedom: 22.5 is exceeded once in 1,000 seeds.
        Assert.InRange(counts.Sum(count => (count - 10_000) * (count - 10_000) / 10_000.0), 0, 22.5);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Below(0));
    }

    [Fact]
    public void A_bound_that_does_not_divide_the_range_favours_no_number()
    {
        // Three eighths of 2^64: without drawing again, remainders by 3 would come 3 : 3 : 2.
        var (random, remainders) = (new SeededRandom(1), new int[3]);
        for (var i = 0; i < 30_000; i++) remainders[random.Below(3L << 61) % 3]++;

        Assert.All(remainders, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Drawing_with_replacement_counts_bounded_numbers()
    {
        var (one, other) = (new SeededRandom(1), new SeededRandom(1));
        var (counts, expected) = (new uint[50], new uint[50]);
        one.DrawWithReplacement(counts, once: 3);
        for (var i = 0; i < 50; i++) expected[other.Below(50)] += 3;

        Assert.Equal(expected, counts);
        Assert.Equal(other.Next(), one.Next());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.001)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    [InlineData(1)]
    public void Trials_succeed_with_their_probability_and_each_of_the_64_by_itself(double probability)
    {
        var random = new SeededRandom(1);
        var (all, lanes, pairs) = (0, new int[64], 0);
        const int Rounds = 5_000;
        for (var i = 0; i < Rounds; i++)
        {
            var trials = random.Trials64(probability);
            all += BitOperations.PopCount(trials);
            pairs += BitOperations.PopCount(trials & BitOperations.RotateLeft(trials, 1));
            for (var lane = 0; lane < 64; lane++) lanes[lane] += (int)(trials >> lane) & 1;
        }

        AssertShare(probability, all, Rounds * 64);
        AssertShare(probability * probability, pairs, Rounds * 64);
        foreach (var lane in lanes) AssertShare(probability, lane, Rounds);
    }

    private static void AssertShare(double expected, int successes, int trials)
        => Assert.InRange(successes - (expected * trials), -Margin(expected, trials), Margin(expected, trials));

    // Five standard deviations.
    private static double Margin(double share, int trials) => 5 * Math.Sqrt(trials * share * (1 - share));

    private static ulong[] Take(SeededRandom random, int count)
        => [.. Enumerable.Range(0, count).Select(_ => random.Next())];
}
