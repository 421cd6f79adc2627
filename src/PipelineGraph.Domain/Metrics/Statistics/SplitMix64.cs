namespace PipelineGraph.Domain.Metrics.Statistics;

/// <summary>
/// Spreads a seed over many bits: Steele, Lea and Flood, Fast splittable pseudorandom number generators (2014), with
/// the constants of Vigna's reference splitmix64.c (prng.di.unimi.it).
/// </summary>
public struct SplitMix64(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    public ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
