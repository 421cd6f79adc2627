namespace PipelineGraph.Domain.Metrics.Survival;

/// <summary>What has become of visits so many days after they began; the four shares add up to 1.</summary>
/// <param name="StillInStage">Share of them that still runs, 0 to 1.</param>
/// <param name="Low">Lower bound of that share, 95 %.</param>
/// <param name="High">Upper bound of that share, 95 %.</param>
/// <param name="Advanced">Share that ended by moving on or by a win.</param>
/// <param name="Lost">Share that ended by a loss or a disqualification.</param>
/// <param name="MovedBack">Share that ended by moving back.</param>
public readonly record struct SurvivalPoint(
    double Days, double StillInStage, double Low, double High, double Advanced, double Lost, double MovedBack);
