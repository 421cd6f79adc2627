using PipelineGraph.Domain.Money;

namespace PipelineGraph.Server.Metrics;

/// <summary>Amounts are rounded once, when they are shown, without zeros at the end.</summary>
internal static class MetricsMoney
{
    // Dividing by a one with all its decimals leaves out the zeros at the end.
    private const decimal One = 1.0000000000000000000000000000m;

    public static decimal Round(decimal amount) => Amounts.Round(amount) / One;

    public static decimal? Round(decimal? amount) => amount is { } known ? Round(known) : null;
}
