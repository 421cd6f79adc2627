namespace PipelineGraph.Domain.Metrics;

/// <summary>Percentiles of a sample.</summary>
public static class Percentiles
{
    /// <summary>
    /// The value at rank (n - 1) × share, interpolated linearly between its neighbours: type 7 of Hyndman and Fan
    /// (1996), as spreadsheets and NumPy have it.
    /// </summary>
    /// <param name="ascending">The sample, in ascending order.</param>
    /// <param name="share">0 to 1: 0.9 for the 90th percentile.</param>
    /// <returns>Null for an empty sample.</returns>
    public static double? Of(IReadOnlyList<double> ascending, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (ascending.Count == 0) return null;

        var rank = (ascending.Count - 1) * share;
        var below = (int)rank;
        var above = Math.Min(below + 1, ascending.Count - 1);
        return ascending[below] + ((rank - below) * (ascending[above] - ascending[below]));
    }

    /// <inheritdoc cref="Of(IReadOnlyList{double}, double)"/>
    /// <returns>Exact, not rounded; null for an empty sample.</returns>
    public static decimal? Of(IReadOnlyList<decimal> ascending, decimal share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (ascending.Count == 0) return null;

        var rank = (ascending.Count - 1) * share;
        var below = (int)rank;
        var above = Math.Min(below + 1, ascending.Count - 1);
        return ascending[below] + ((rank - below) * (ascending[above] - ascending[below]));
    }
}
