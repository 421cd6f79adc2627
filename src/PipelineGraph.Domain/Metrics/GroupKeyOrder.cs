namespace PipelineGraph.Domain.Metrics;

/// <summary>The order of group keys: by code point, as the databases sort text; deals without a key come last.</summary>
public sealed class GroupKeyOrder : IComparer<string?>
{
    private const char FirstSurrogate = '\uD800', AfterSurrogates = '\uE000';

    private GroupKeyOrder() { }

    public static GroupKeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return (x is null).CompareTo(y is null);

        var same = x.AsSpan().CommonPrefixLength(y);
        return same == x.Length || same == y.Length
            ? x.Length.CompareTo(y.Length)
            : Rank(x[same]).CompareTo(Rank(y[same]));
    }

    // Surrogates stand for code points above all that one char holds.
    private static int Rank(char unit) => unit is >= FirstSurrogate and < AfterSurrogates ? unit + char.MaxValue : unit;
}
