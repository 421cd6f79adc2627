using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics;

/// <summary>
/// What the past year tells of winning from each stage (metrics, sections 7 and 10), from the deals of the pipeline
/// that were won or lost in [T - 365 days, T].
/// </summary>
public sealed class StageProbabilities(MetricsFrame frame) : IDealTally
{
    /// <summary>Below so many deals the past tells nothing.</summary>
    public const int FewestResolved = 30;

    // How many deals of the ordinary rate each estimate starts from, so that a few deals do not make it jump.
    private const int PriorWeight = 10;
    private const int Bands = 4;

    private readonly Counts[] _byStage = new Counts[frame.Stages.Count];
    private readonly Counts[] _byBand = new Counts[frame.Stages.Count * Bands];
    private readonly int[] _seen = new int[frame.Stages.Count];
    private Counts _all;

    /// <summary>Deals won or lost in the year.</summary>
    public int Resolved => _all.Resolved;

    /// <summary>Whether they are enough for <see cref="Of"/>.</summary>
    public bool IsKnown => _all.Resolved >= FewestResolved;

    public void Add(DealSnapshot deal)
    {
        if (!deal.IsHere || deal.Status is not (DealStatus.Won or DealStatus.Lost)) return;
        if (deal.ClosedAt < frame.AsOf - MetricsFrame.Year) return;

        var (isWon, band) = (deal.Status == DealStatus.Won, BandOf(deal.Score));
        _all.Count(isWon);
        foreach (ref readonly var visit in deal.Visits.Span)
        {
            if (visit.Stage < 0 || _seen[visit.Stage] == _all.Resolved) continue;

            _seen[visit.Stage] = _all.Resolved;   // each deal once
            _byStage[visit.Stage].Count(isWon);
            _byBand[(visit.Stage * Bands) + (int)band].Count(isWon);
        }
    }

    /// <summary>
    /// p(s) = (won + 10 p0) / (resolved + 10) of the deals that visited the stage; p0 is the win rate of all, whether
    /// they visited it or not.
    /// </summary>
    /// <param name="stage">Index in the frame.</param>
    /// <returns>0 to 1; null below <see cref="FewestResolved"/> deals in all.</returns>
    public double? Of(int stage)
        => IsKnown ? _byStage[stage].Shrunk(_all.Won / (double)_all.Resolved) : null;

    /// <summary>
    /// (won + 10 p) / (resolved + 10) of the deals that visited the stage and closed in the score band; p is
    /// <see cref="Of"/>, or the stage's configured probability below its sample.
    /// </summary>
    /// <returns>0 to 1.</returns>
    public double OfWin(int stage, ScoreBand band)
        => _byBand[(stage * Bands) + (int)band].Shrunk(Of(stage) ?? frame.Stages[stage].Probability);

    /// <summary>The won and the resolved deals behind <see cref="OfWin"/>.</summary>
    public (int Won, int Resolved) Comparable(int stage, ScoreBand band)
    {
        var counts = _byBand[(stage * Bands) + (int)band];
        return (counts.Won, counts.Resolved);
    }

    /// <summary>The band of a score: unrated, 0 to 33, 34 to 66, 67 to 100.</summary>
    public static ScoreBand BandOf(int? score) => score switch
    {
        null => ScoreBand.Unrated,
        <= 33 => ScoreBand.Low,
        <= 66 => ScoreBand.Middle,
        _ => ScoreBand.High,
    };

    private struct Counts
    {
        public int Won;
        public int Resolved;

        public void Count(bool isWon)
        {
            if (isWon) Won++;
            Resolved++;
        }

        public readonly double Shrunk(double prior) => (Won + (PriorWeight * prior)) / (Resolved + PriorWeight);
    }
}

public enum ScoreBand { Unrated, Low, Middle, High }
