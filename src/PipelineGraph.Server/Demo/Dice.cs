namespace PipelineGraph.Server.Demo;

/// <summary>Draws of a seeded sequence: the same seed tells the same story.</summary>
internal sealed class Dice(int seed)
{
    // A seeded Random keeps its algorithm across versions of .NET.
    private readonly Random _random = new(seed);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>A whole number, both ends included.</summary>
    public int Whole(int from, int to) => _random.Next(from, to + 1);

    public double Between(double from, double to) => from + ((to - from) * _random.NextDouble());

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>One of the items, in proportion to their weights.</summary>
    public T Pick<T>(params ReadOnlySpan<(T Item, double Weight)> items)
    {
        var total = 0.0;
        foreach (var (_, weight) in items) total += weight;
        var left = total * _random.NextDouble();
        foreach (var (item, weight) in items)
        {
            left -= weight;
            if (left < 0) return item;
        }
        return items[^1].Item;
    }

    /// <summary>A log-normal draw: half of them lie below the median.</summary>
    /// <param name="spread">Standard deviation of the logarithm.</param>
    public double Around(double median, double spread)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return median * Math.Exp(spread * normal);
    }
}
