using System.Numerics;
using PipelineGraph.Domain.Metrics.Statistics;

namespace PipelineGraph.Domain.Metrics.Forecasting;

/// <summary>Seeded draws of what will be won: each candidate by itself, and one past instant's new business.</summary>
/// <remarks>
/// 64 draws at once, in whole numbers: of 1/10,000 of the currency, and of more only where sums would not fit.
/// </remarks>
internal static class ForecastDraws
{
    private const int Lanes = 64;

    /// <param name="candidates">In an order that depends on nothing but what they are.</param>
    /// <param name="probabilities">Of each, 0 to 1.</param>
    /// <returns>Totals of the draws, ascending, not rounded otherwise.</returns>
    public static decimal[] Totals(
        Candidate[] candidates, double[] probabilities, NewBusiness newBusiness, int draws, long seed)
    {
        var (amounts, instants) = (newBusiness.Amounts(), newBusiness.Count);
        var unit = UnitFor(candidates.Sum(each => each.Amount) + amounts.DefaultIfEmpty().Max());
        var random = new SeededRandom(seed);
        var totals = new long[draws];
        Win(totals, Array.ConvertAll(candidates, each => Units(each.Amount, unit)), probabilities, random);
        if (instants > 0) AddOne(totals, Array.ConvertAll(amounts, amount => Units(amount, unit)), instants, random);
        Array.Sort(totals);
        return Array.ConvertAll(totals, total => total * unit);
    }

    private static void Win(long[] totals, long[] amounts, double[] probabilities, SeededRandom random)
    {
        Span<long> lanes = stackalloc long[Lanes];
        for (var first = 0; first < totals.Length; first += Lanes)
        {
            lanes.Clear();
            for (var i = 0; i < amounts.Length; i++)
            {
                if (amounts[i] == 0) continue;

                for (var won = random.Trials64(probabilities[i]); won != 0; won &= won - 1)
                    lanes[BitOperations.TrailingZeroCount(won)] += amounts[i];
            }
            lanes[..Math.Min(Lanes, totals.Length - first)].CopyTo(totals.AsSpan(first));
        }
    }

    // Instants that brought nothing are all alike.
    private static void AddOne(long[] totals, long[] amounts, long instants, SeededRandom random)
    {
        foreach (ref var total in totals.AsSpan())
        {
            var instant = random.Below(instants);
            if (instant < amounts.Length) total += amounts[instant];
        }
    }

    private static decimal UnitFor(decimal largest)
    {
        var unit = 0.0001m;
        while (largest > unit * (long.MaxValue / 2)) unit *= 10;
        return unit;
    }

    private static long Units(decimal amount, decimal unit) => (long)decimal.Round(amount / unit);
}
