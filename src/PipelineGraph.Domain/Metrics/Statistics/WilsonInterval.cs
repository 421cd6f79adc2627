namespace PipelineGraph.Domain.Metrics.Statistics;

/// <summary>Confidence interval of a share.</summary>
public static class WilsonInterval
{
    /// <summary>
    /// The score interval of Wilson (1927), 95 %, clamped to [0, 1]: (p + z²/2n ± z sqrt(p(1 - p)/n + z²/4n²)) /
    /// (1 + z²/n).
    /// </summary>
    /// <returns>Null when nothing was tried.</returns>
    public static Interval? Of(int successes, int trials)
    {
        if (trials == 0) return null;

        const double Square = Normal.Z95 * Normal.Z95;
        var (n, p) = ((double)trials, successes / (double)trials);
        var middle = p + (Square / (2 * n));
        var width = Normal.Z95 * Math.Sqrt((p * (1 - p) / n) + (Square / (4 * n * n)));
        var scale = 1 + (Square / n);

        // At the ends the formula is 0 or 1, but for its last digits.
        return new Interval(
            successes == 0 ? 0 : Math.Clamp((middle - width) / scale, 0, 1),
            successes == trials ? 1 : Math.Clamp((middle + width) / scale, 0, 1));
    }
}
