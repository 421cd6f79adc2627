using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Alerts;

/// <summary>How long a deal may stand in a stage before it counts as stalled, in days.</summary>
public static class StageTimeLimit
{
    /// <summary>Where nothing else tells, days.</summary>
    public const double Default = 30;

    /// <summary>How far back the deals were won that a limit is learned from, days.</summary>
    public const int LearnedFromDays = 365;

    private const int FewestVisits = 30;
    private const double ShortestLearned = 3;   // days
    private const double Share = 0.9;

    /// <summary>The stage's own setting, else the learned limit, else <see cref="Default"/>.</summary>
    /// <param name="learned">See <see cref="Learn"/>.</param>
    public static StallLimit Of(Stage stage, double? learned)
        => stage.StalledAfterDays is { } set ? new StallLimit(set, LimitSource.StageSetting)
            : learned is { } days ? new StallLimit(days, LimitSource.WonDealsP90)
            : new StallLimit(Default, LimitSource.Default);

    /// <summary>
    /// The 90th percentile of the ended visits of a stage by deals that were won, from 30 visits on, and not below 3
    /// days.
    /// </summary>
    /// <param name="days">Lengths of the visits, in ascending order.</param>
    /// <returns>Null below 30 visits.</returns>
    public static double? Learn(IReadOnlyList<double> days)
        => days.Count < FewestVisits ? null : Math.Max(ShortestLearned, Percentiles.Of(days, Share)!.Value);
}
