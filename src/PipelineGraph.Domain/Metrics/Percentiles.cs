using System.Numerics;

namespace PipelineGraph.Domain.Metrics;

/// <summary>Percentiles of a sample.</summary>
public static class Percentiles
{
    /// <summary>
    /// The value at rank (n - 1) × share, interpolated linearly between its neighbours: type 7 of Hyndman and Fan
    /// (1996), as spreadsheets and NumPy have it. Of decimals it is exact, not rounded.
    /// </summary>
    /// <typeparam name="T">What the sample is counted in: double or decimal.</typeparam>
    /// <param name="ascending">The sample, in ascending order.</param>
    /// <param name="share">0 to 1: 0.9 for the 90th percentile.</param>
    /// <returns>Null for an empty sample.</returns>
    public static T? Of<T>(IReadOnlyList<T> ascending, T share) where T : struct, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, T.One);
        if (ascending.Count == 0) return null;

        var rank = T.CreateChecked(ascending.Count - 1) * share;
        var below = int.CreateTruncating(rank);
        var above = Math.Min(below + 1, ascending.Count - 1);
        return ascending[below] + ((rank - T.CreateChecked(below)) * (ascending[above] - ascending[below]));
    }
}
