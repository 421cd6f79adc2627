namespace PipelineGraph.Domain.Metrics;

/// <summary>How long something took, in days. All but the counts are null without data.</summary>
/// <param name="N">How many durations were measured.</param>
/// <param name="Excluded">How many were left out, because they end before they begin (faulty imports).</param>
public sealed record DurationStatistics(
    int N, double? MeanDays, double? MedianDays, double? P75Days, double? P90Days, int Excluded)
{
    /// <summary>Statistics of durations in days, whatever their order.</summary>
    /// <param name="excluded">How many negative ones were left out of it.</param>
    public static DurationStatistics Of(IEnumerable<double> days, int excluded = 0)
    {
        var ascending = days.ToArray();
        Array.Sort(ascending);
        return new DurationStatistics(ascending.Length, Mean(ascending), Percentiles.Of(ascending, 0.5),
            Percentiles.Of(ascending, 0.75), Percentiles.Of(ascending, 0.9), excluded);
    }

    // Added up in ascending order, so that the sum does not depend on the order in which deals came.
    private static double? Mean(double[] ascending)
    {
        if (ascending.Length == 0) return null;

        var sum = 0.0;
        foreach (var each in ascending) sum += each;
        return sum / ascending.Length;
    }
}
