namespace PipelineGraph.Domain.Metrics.Forecasting;

/// <summary>What will have been won in the frame's period, as foreseen at its instant (metrics, section 8).</summary>
/// <remarks>Amounts are in the pipeline's currency and not rounded.</remarks>
/// <param name="AlreadyWon">Won in the period by the instant.</param>
/// <param name="StageWeighted">Already won, plus each candidate's amount × its override or its stage's
/// probability.</param>
/// <param name="Historical">The same with learned probabilities; null below their sample.</param>
/// <param name="FromOpenDeals">Exact mean of what the candidates will bring.</param>
/// <param name="NewBusiness">Mean of what deals will bring that do not exist yet; null below 3 past windows, and for a
/// period that is over.</param>
/// <param name="Expected">alreadyWon + fromOpenDeals + newBusiness.</param>
/// <param name="P10">Quantiles of that total, simulated.</param>
/// <param name="ProbabilityOfTarget">Share of the draws that reach the target; null without one.</param>
/// <param name="ExpectedWins">How many candidates will be won, in the mean.</param>
/// <param name="OverdueAmount">Of open deals with an expected close before today: not forecast.</param>
/// <param name="Undated">Open deals without an expected close: not forecast.</param>
/// <param name="Deals">Candidates: open deals that are expected to close in the period, not before today.</param>
/// <param name="Excluded">Candidates without amount or exchange rate.</param>
public sealed record Forecast(
    decimal AlreadyWon, decimal StageWeighted, decimal? Historical, decimal FromOpenDeals, decimal? NewBusiness,
    decimal Expected, decimal P10, decimal P50, decimal P90, double? ProbabilityOfTarget, double ExpectedWins,
    decimal OverdueAmount, int Undated, decimal UndatedAmount, int Deals, int Excluded);
