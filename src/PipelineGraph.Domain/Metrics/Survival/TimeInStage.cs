namespace PipelineGraph.Domain.Metrics.Survival;

/// <summary>
/// How long the visits of a stage last that began in the period, the running ones included (metrics, section 5).
/// </summary>
/// <param name="Visits">Begun in the period, those left out of <paramref name="ClosedOnly"/> as faulty not
/// counted.</param>
/// <param name="OpenVisits">Those still running.</param>
/// <param name="ClosedOnly">Of the visits that ended, transfers included: too short, because the slow deals are the
/// ones still there.</param>
/// <param name="Survival">Of all visits: quantiles, restricted mean and curve.</param>
public sealed record TimeInStage(
    Guid StageId, int Visits, int OpenVisits, DurationStatistics ClosedOnly, KaplanMeier Survival)
{
    /// <summary>Days after which half of the visits have ended; null when that is not reached.</summary>
    public double? MedianDays => Survival.Quantile(0.5);

    /// <inheritdoc cref="MedianDays"/>
    public double? P75Days => Survival.Quantile(0.75);

    /// <inheritdoc cref="MedianDays"/>
    public double? P90Days => Survival.Quantile(0.9);
}
