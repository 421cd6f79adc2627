namespace PipelineGraph.Domain.Metrics;

/// <summary>Win rate of the deals whose last close lies in the period (metrics, section 1).</summary>
/// <param name="Rate">won / (won + lost), 0 to 1; null without either.</param>
/// <param name="Interval">Wilson's, 95 %, of the rate.</param>
/// <param name="Disqualified">A third outcome, in no rate: good qualification must not look like bad selling.</param>
/// <param name="WonAmount">In the pipeline's currency, not rounded.</param>
/// <param name="RateByAmount">wonAmount / (wonAmount + lostAmount); null when the sum is 0, or when deals were lost and
/// none of them has an amount above 0.</param>
/// <param name="ExcludedFromAmounts">Won and lost deals without amount or exchange rate.</param>
public sealed record WinRate(
    double? Rate, Interval? Interval, int Won, int Lost, int Disqualified, decimal WonAmount, decimal LostAmount,
    double? RateByAmount, int ExcludedFromAmounts, CohortWinRate Cohort);

/// <summary>What has become of the deals created in the period.</summary>
/// <param name="Rate">won / (won + lost), 0 to 1; null without either.</param>
/// <param name="Maturity">Share of them that is closed, 0 to 1; null when none was created.</param>
public sealed record CohortWinRate(
    double? Rate, int Created, int Won, int Lost, int Disqualified, int Open, double? Maturity);
