namespace PipelineGraph.Domain.Metrics;

/// <summary>How fast a pipeline turns its open deals into revenue, with its four factors (section 4).</summary>
/// <param name="AmountPerDay">In the pipeline's currency, not rounded; null when a factor is null or the cycle is
/// 0.</param>
/// <param name="AverageDealSize">Mean amount of the deals won in the period.</param>
/// <param name="AverageCycleDays">Mean days from creation to close of the deals won in the period.</param>
public sealed record SalesVelocity(
    decimal? AmountPerDay, int OpenDeals, double? WinRate, decimal? AverageDealSize, double? AverageCycleDays)
{
    /// <summary>Sales velocity = open deals × win rate × mean won amount ÷ mean won cycle.</summary>
    public static SalesVelocity Of(int openDeals, double? winRate, decimal? averageDealSize, double? averageCycleDays)
        => new(PerDay(openDeals, winRate, averageDealSize, averageCycleDays), openDeals, winRate, averageDealSize,
            averageCycleDays);

    private static decimal? PerDay(int openDeals, double? winRate, decimal? size, double? days)
    {
        if (winRate is not { } rate || size is not { } amount || days is not > 0) return null;

        // A cycle of milliseconds over the largest amounts leaves what a decimal can hold.
        return openDeals * rate * (double)amount / days.Value < (double)decimal.MaxValue / 2
            ? openDeals * (decimal)rate * amount / (decimal)days.Value
            : null;
    }
}
