namespace PipelineGraph.Domain.Metrics;

/// <summary>Division that knows no result where there is nothing to divide by.</summary>
internal static class Ratio
{
    /// <summary>part / whole; null when the whole is 0.</summary>
    public static double? Of(double part, double whole) => whole == 0 ? null : part / whole;

    /// <inheritdoc cref="Of(double, double)"/>
    public static double? Of(decimal part, decimal whole) => whole == 0 ? null : (double)(part / whole);
}
