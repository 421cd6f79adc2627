using System.Collections;

namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>The visits of a stage, sorted once, to be measured again with other weights of their deals.</summary>
internal sealed class ResampledStage
{
    private readonly int _shorter;        // so many visits end before the horizon
    private readonly double[] _gaps;      // days since the end of the visit before
    private readonly int[] _deals;        // deal × 4, + 2 once for each deal, + 1 for an exit
    private readonly double _tail;
    private readonly double _reference;

    /// <param name="ascending">Visits of the period.</param>
    /// <param name="deals">How many deals began any visit in the period.</param>
    /// <param name="reference">Days that a visit should take.</param>
    public ResampledStage(StageVisit[] ascending, int deals, double reference)
    {
        _reference = reference;
        _gaps = new double[ascending.Length];
        _deals = new int[ascending.Length];
        var (seen, days) = (new BitArray(deals), 0.0);
        for (var i = 0; i < ascending.Length; i++)
        {
            var (length, deal) = (ascending[i].Length, ascending[i].Deal);
            _deals[i] = (deal << 2) | (seen[deal] ? 0 : 2) | (length.IsExit ? 1 : 0);
            seen[deal] = true;
            if (length.Days >= BottleneckTally.HorizonDays) continue;

            _shorter++;
            _gaps[i] = length.Days - days;
            days = length.Days;
        }
        _tail = BottleneckTally.HorizonDays - days;
    }

    /// <summary>Its excess drag when each deal counts as often as its weight says.</summary>
    /// <remarks>
    /// The restricted mean from the longest visit back: R before an exit is R after it × (1 - d / n), and each gap adds
    /// its length. Visits of the same length need no care: their factors multiply to that of all of them.
    /// </remarks>
    /// <param name="weights">By deal, adding up to <paramref name="total"/>.</param>
    public double ExcessDrag(byte[] weights, int total)
    {
        var (atRisk, visiting) = (0, 0);
        var i = _deals.Length - 1;
        for (; i >= _shorter; i--)
        {
            var weight = weights[_deals[i] >> 2];
            atRisk += weight;
            visiting += weight * ((_deals[i] >> 1) & 1);
        }
        var mean = _tail;
        for (; i >= 0; i--)
        {
            var deal = _deals[i];
            var weight = weights[deal >> 2];
            atRisk += weight;
            visiting += weight * ((deal >> 1) & 1);
            if (atRisk > 0) mean *= (atRisk - (weight * (deal & 1))) / (double)atRisk;
            mean += _gaps[i];
        }
        return StageMeasures.ExcessOf(visiting / (double)total, mean, _reference);
    }
}
