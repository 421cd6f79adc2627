using System.Collections;
using System.Runtime.Intrinsics;

namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>The visits of a stage, sorted once, to be measured again with other weights of their deals.</summary>
internal sealed class ResampledStage
{
    private const int IsExit = 1;
    private const int CountsDeal = 2;     // once for each deal
    private static readonly Vector256<double> One = Vector256.Create(1.0);
    private static readonly Vector256<double> TwoTo52 = Vector256.Create(4_503_599_627_370_496.0);

    private readonly int _shorter;        // so many visits end before the horizon
    private readonly double[] _gaps;      // days since the end of the visit before
    private readonly int[] _deals;        // deal × 4 + the flags above
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
            _deals[i] = (deal << 2) | (seen[deal] ? 0 : CountsDeal) | (length.IsExit ? IsExit : 0);
            seen[deal] = true;
            if (length.Days >= BottleneckTally.HorizonDays) continue;

            _shorter++;
            _gaps[i] = length.Days - days;
            days = length.Days;
        }
        _tail = BottleneckTally.HorizonDays - days;
    }

    /// <summary>Its excess drag in each of four draws.</summary>
    /// <remarks>
    /// The restricted mean from the longest visit back: R before an exit is R after it × (1 - d / n), and each gap adds
    /// its length. Visits of the same length need no care: their factors multiply to that of all of them.
    /// </remarks>
    /// <param name="weights">By deal, how often each draw has it, a byte for a draw.</param>
    public Vector256<double> ExcessDrag(uint[] weights)
    {
        var (atRisk, visiting) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var mean = Vector256.Create(_tail);
        for (var i = _deals.Length - 1; i >= 0; i--)
        {
            var deal = _deals[i];
            var weight = Unpack(weights[deal >> 2]);
            atRisk += weight;
            if ((deal & CountsDeal) != 0) visiting += weight;
            if (i >= _shorter) continue;

            // Nobody at risk: weight 0, and the mean stays.
            if ((deal & IsExit) != 0) mean *= One - (weight / Vector256.Max(atRisk, One));
            mean += Vector256.Create(_gaps[i]);
        }
        var excess = mean - Vector256.Create(_reference);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(excess, Vector256.Create(StageMeasures.Rounding)),
            visiting / Vector256.Create((double)weights.Length) * excess, Vector256<double>.Zero);
    }

    // Four bytes become the low bits of four doubles of 2^52, which is taken off again.
    private static Vector256<double> Unpack(uint weights)
    {
        var shorts = Vector128.WidenLower(Vector128.CreateScalar(weights).AsByte());
        var longs = Vector256.WidenLower(Vector128.WidenLower(shorts).ToVector256Unsafe());
        return (longs | TwoTo52.AsUInt64()).AsDouble() - TwoTo52;
    }
}
