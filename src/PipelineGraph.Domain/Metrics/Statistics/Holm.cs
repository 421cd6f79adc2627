namespace PipelineGraph.Domain.Metrics.Statistics;

/// <summary>Correction of p-values for having looked several times.</summary>
public static class Holm
{
    /// <summary>
    /// Corrected p-values by Holm (1979): the i-th smallest of m times (m - i + 1), at least the one before it and at
    /// most 1.
    /// </summary>
    /// <param name="pValues">Null where there was nothing to test; those do not count and stay null.</param>
    public static IReadOnlyList<double?> Correct(IReadOnlyList<double?> pValues)
    {
        var tested = Enumerable.Range(0, pValues.Count).Where(i => pValues[i] is not null)
            .OrderBy(i => pValues[i]).ToList();
        var corrected = new double?[pValues.Count];
        var largest = 0.0;
        for (var rank = 0; rank < tested.Count; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (tested.Count - rank) * pValues[tested[rank]]!.Value));
            corrected[tested[rank]] = largest;
        }
        return corrected;
    }
}
