using PipelineGraph.Domain.Metrics.Survival;

namespace PipelineGraph.Domain.Metrics.Statistics;

/// <summary>Whether two groups of visits last equally long.</summary>
/// <param name="Expected">Exits that the first group would have if they did.</param>
/// <param name="Observed">Exits that it has.</param>
/// <param name="ChiSquare">(observed - expected)² / variance, one degree of freedom.</param>
/// <param name="PValue">Two-sided.</param>
public sealed record LogRank(double Expected, double Observed, double ChiSquare, double PValue)
{
    /// <summary>
    /// The log-rank test of two groups (Mantel 1966), with the hypergeometric variance at each distinct exit time.
    /// </summary>
    /// <returns>Null when the visits do not tell: without exits while both groups have visits at risk.</returns>
    public static LogRank? Of(KaplanMeier one, KaplanMeier other)
    {
        var first = new Group(one.Ascending);
        var second = new Group(other.Ascending);
        var (observed, expected, variance) = (0.0, 0.0, 0.0);
        while (Math.Min(first.NextExit(), second.NextExit()) is var time && time < long.MaxValue)
        {
            first.LeaveBefore(time);
            second.LeaveBefore(time);
            double n1 = first.AtRisk, n = first.AtRisk + second.AtRisk;
            double d1 = first.ExitsAt(time), d = d1 + second.ExitsAt(time);
            observed += d1;
            expected += d * n1 / n;
            if (n > 1) variance += d * (n1 / n) * (1 - (n1 / n)) * (n - d) / (n - 1);
        }
        if (variance <= 0) return null;

        var difference = observed - expected;
        var chiSquare = difference * difference / variance;
        return new LogRank(expected, observed, chiSquare, Normal.TwoSidedPValue(Math.Sqrt(chiSquare)));
    }

    private ref struct Group(ReadOnlySpan<VisitLength> ascending)
    {
        private readonly ReadOnlySpan<VisitLength> _ascending = ascending;
        private int _next;      // visits before it have left
        private int _exit;      // the next exit is not before it

        public readonly int AtRisk => _ascending.Length - _next;

        /// <summary>Milliseconds of the next exit; the largest number when there is none.</summary>
        public long NextExit()
        {
            while (_exit < _ascending.Length && !_ascending[_exit].IsExit) _exit++;
            return _exit < _ascending.Length ? _ascending[_exit].Milliseconds : long.MaxValue;
        }

        public void LeaveBefore(long time)
        {
            while (_next < _ascending.Length && _ascending[_next].Milliseconds < time) _next++;
        }

        public int ExitsAt(long time)
        {
            var first = _next;
            while (_next < _ascending.Length && _ascending[_next].Milliseconds == time && _ascending[_next].IsExit)
                _next++;
            _exit = Math.Max(_exit, _next);
            return _next - first;
        }
    }
}
