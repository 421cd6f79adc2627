using System.Numerics;
using System.Runtime.CompilerServices;

namespace PipelineGraph.Domain.Metrics.Statistics;

/// <summary>
/// Random numbers that are the same for the same seed on every machine and in every version: xoshiro256** 1.0 of
/// Blackman and Vigna (2018), xoshiro256starstar.c at prng.di.unimi.it, seeded by <see cref="SplitMix64"/>.
/// </summary>
/// <remarks>Not for secrets, and not to be used by two threads at once.</remarks>
public sealed class SeededRandom
{
    private const double TwoTo64 = 18_446_744_073_709_551_616.0;

    private ulong _s0, _s1, _s2, _s3;

    /// <param name="seed">Any number.</param>
    public SeededRandom(long seed)
    {
        var seeds = new SplitMix64(seed);
        (_s0, _s1, _s2, _s3) = (seeds.Next(), seeds.Next(), seeds.Next(), seeds.Next());
    }

    /// <summary>Goes on from a state.</summary>
    /// <exception cref="ArgumentException">All four are 0, which it would never leave.</exception>
    public SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3)
    {
        if ((s0 | s1 | s2 | s3) == 0) throw new ArgumentException("A state must not be 0.", nameof(s0));

        (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next() => Step(ref _s0, ref _s1, ref _s2, ref _s3);

    /// <summary>
    /// A whole number from 0 to below the bound, each equally likely: Lemire, Fast random integer generation in an
    /// interval (2019).
    /// </summary>
    /// <param name="bound">Above 0.</param>
    public long Below(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var high = Math.BigMul(Next(), range, out var low);

        // Of the 2^64 numbers some are over when they are dealt to the range; those are drawn again.
        while (low < range && low < Over(range)) high = Math.BigMul(Next(), range, out low);
        return (long)high;
    }

    /// <summary>
    /// Draws as many items as there are, with replacement, each by <see cref="Below"/>, and adds to an item's count
    /// whenever it comes.
    /// </summary>
    /// <param name="counts">One for each item.</param>
    /// <param name="once">What to add.</param>
    public void DrawWithReplacement(Span<uint> counts, uint once)
    {
        // In local variables the state stays in registers, which makes this three times as fast.
        var (s0, s1, s2, s3, range) = (_s0, _s1, _s2, _s3, (ulong)counts.Length);
        for (var i = 0; i < counts.Length; i++)
        {
            var high = Math.BigMul(Step(ref s0, ref s1, ref s2, ref s3), range, out var low);
            while (low < range && low < Over(range))
                high = Math.BigMul(Step(ref s0, ref s1, ref s2, ref s3), range, out low);
            counts[(int)high] += once;
        }
        (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);
    }

    /// <summary>
    /// 64 trials at once: each bit is 1 with the probability. Compares 64 uniform numbers with it bit by bit, from the
    /// first on, until none of them is undecided: some seven <see cref="Next"/> instead of 64.
    /// </summary>
    /// <param name="probability">0 to 1, taken to 2^-64.</param>
    public ulong Trials64(double probability)
    {
        if (probability >= 1) return ulong.MaxValue;

        var threshold = (ulong)(Math.Max(0, probability) * TwoTo64);
        var (below, undecided) = (0UL, ulong.MaxValue);
        var (s0, s1, s2, s3) = (_s0, _s1, _s2, _s3);
        for (; threshold != 0 && undecided != 0; threshold <<= 1)
        {
            // A bit of 1 in the threshold is above a 0 and goes on with a 1; a bit of 0 goes on with a 0.
            var (bits, isOne) = (Step(ref s0, ref s1, ref s2, ref s3), (ulong)((long)threshold >> 63));
            below |= undecided & ~bits & isOne;
            undecided &= ~(bits ^ isOne);
        }
        (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);
        return below;
    }
    // How many of the 2^64 numbers are left over by a range.
    private static ulong Over(ulong range) => unchecked(0 - range) % range;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ref ulong s0, ref ulong s1, ref ulong s2, ref ulong s3)
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
            var shifted = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = BitOperations.RotateLeft(s3, 45);
            return result;
        }
    }
}
