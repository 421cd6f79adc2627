using System.Collections.Concurrent;
using PipelineGraph.Domain.Metrics.Statistics;

namespace PipelineGraph.Domain.Metrics.Survival;

/// <summary>
/// How long visits last, learned from all of them: one that still runs, or was broken off, tells that it lasts longer.
/// </summary>
/// <remarks>
/// Product-limit estimator of Kaplan and Meier (1958): at each distinct exit time, of n visits at least that long d
/// end, and S becomes S × (1 - d / n). Keeps eight bytes for each visit; every figure is one pass over them.
/// </remarks>
public sealed class KaplanMeier
{
    // A quantile is reached although the product of fractions falls short of it in its last digits (R's survfit too).
    private const double Tolerance = 1e-9;

    // What is asked again of the same visits (a dashboard) need not be measured again; a few answers are kept.
    private const int MostKept = 16;

    private readonly VisitLength[] _ascending;
    private readonly ConcurrentDictionary<(string Figure, double Argument), object?> _kept = new();

    private KaplanMeier(VisitLength[] ascending) => _ascending = ascending;

    /// <summary>How many visits it was learned from.</summary>
    public int Visits => _ascending.Length;

    /// <summary>How many of them ended of themselves, so that their length is known.</summary>
    public int Exits
    {
        get
        {
            var exits = 0;
            foreach (var visit in _ascending)
            {
                if (visit.IsExit) exits++;
            }
            return exits;
        }
    }

    internal ReadOnlySpan<VisitLength> Ascending => _ascending;

    /// <param name="visits">In any order.</param>
    public static KaplanMeier Of(IEnumerable<VisitLength> visits)
    {
        VisitLength[] ascending = [.. visits];
        Array.Sort(ascending);
        return OfAscending(ascending);
    }

    /// <summary>The same of visits that are in order already.</summary>
    internal static KaplanMeier OfAscending(VisitLength[] ascending) => new(ascending);

    /// <summary>The shortest time t, in days, with 1 - S(t) at least the share.</summary>
    /// <returns>Null when that is not reached.</returns>
    public double? Quantile(double share) => Once(nameof(Quantile), share, () => QuantileOf(share));

    /// <summary>
    /// Mean days of a visit when none is counted for longer than the horizon: the integral of S from 0 to it. Beyond
    /// the last observation S keeps its last value.
    /// </summary>
    /// <param name="horizonDays">Days, not negative.</param>
    /// <returns>Null without visits.</returns>
    public double? RestrictedMean(double horizonDays)
        => Once(nameof(RestrictedMean), horizonDays, () => RestrictedMeanOf(horizonDays));

    /// <summary>
    /// The curve: (0, 1), then one point for each distinct exit time, thinned evenly, the first and the last kept.
    /// </summary>
    /// <remarks>
    /// Shares of ends are cumulative incidences of competing risks: the sum of S just before each exit time × d of that
    /// kind / n. The band has Greenwood's variance on the log(-log S) scale.
    /// </remarks>
    /// <param name="maxPoints">2 or more, the first one counted.</param>
    public IReadOnlyList<SurvivalPoint> Curve(int maxPoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 2);
        return Once(nameof(Curve), maxPoints, () => CurveOf(maxPoints));
    }

    private T Once<T>(string figure, double argument, Func<T> measure)
    {
        if (_kept.TryGetValue((figure, argument), out var known)) return (T)known!;

        var measured = measure();
        if (_kept.Count < MostKept) _kept[(figure, argument)] = measured;
        return measured;
    }

    private double? QuantileOf(double share)
    {
        var steps = new SurvivalSteps(_ascending);
        while (steps.MoveNext())
        {
            if (1 - steps.Survival >= share - Tolerance) return steps.Days;
        }
        return null;
    }

    private double? RestrictedMeanOf(double horizonDays)
    {
        if (_ascending.Length == 0) return null;

        var (mean, days, survival) = (0.0, 0.0, 1.0);
        var steps = new SurvivalSteps(_ascending);
        while (steps.MoveNext() && steps.Days < horizonDays)
        {
            mean += survival * (steps.Days - days);
            (days, survival) = (steps.Days, steps.Survival);
        }
        return mean + (survival * (horizonDays - days));
    }

    private List<SurvivalPoint> CurveOf(int maxPoints)
    {
        var last = 0;
        for (var steps = new SurvivalSteps(_ascending); steps.MoveNext();) last++;

        var kept = Math.Min(maxPoints, last + 1);
        List<SurvivalPoint> curve = [new(0, 1, 1, 1, 0, 0, 0)];
        var at = new SurvivalSteps(_ascending);
        for (var step = 1; at.MoveNext(); step++)
        {
            if (step == PlaceOf(curve.Count, kept, last)) curve.Add(PointAt(at));
        }
        return curve;
    }

    /// <summary>Which of the points 0 to last comes as the i-th of so many.</summary>
    private static long PlaceOf(int i, int kept, int last) => ((2L * i * last) + kept - 1) / (2L * (kept - 1));

    private static SurvivalPoint PointAt(in SurvivalSteps at)
    {
        var (low, high) = (at.Survival, at.Survival);
        if (at.Survival is > 0 and < 1)
        {
            var width = Normal.Z95 * Math.Sqrt(at.Greenwood) / Math.Abs(Math.Log(at.Survival));
            (low, high) = (Math.Pow(at.Survival, Math.Exp(width)), Math.Pow(at.Survival, Math.Exp(-width)));
        }
        return new SurvivalPoint(at.Days, at.Survival, low, high, at.Advanced, at.Lost, at.MovedBack);
    }
}
