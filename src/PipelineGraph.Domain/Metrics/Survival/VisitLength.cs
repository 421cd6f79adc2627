using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics.Survival;

/// <summary>
/// How long a visit lasted and how it ended, in eight bytes; sorts by length, ends before broken off visits of the same
/// length, as the Kaplan-Meier estimator has ties.
/// </summary>
public readonly record struct VisitLength : IComparable<VisitLength>
{
    private const int EndBits = 3;

    private readonly long _packed;

    /// <param name="milliseconds">Not negative.</param>
    public VisitLength(long milliseconds, VisitEnd end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds);
        _packed = (milliseconds << EndBits) | (long)end;
    }

    public long Milliseconds => _packed >> EndBits;
    public double Days => Milliseconds / Domain.Days.MillisecondsPerDay;
    public VisitEnd End => (VisitEnd)(_packed & ((1 << EndBits) - 1));

    /// <summary>Whether it ended of itself, so that its length is known.</summary>
    public bool IsExit => End < VisitEnd.Transferred;

    /// <summary>The length of a visit, up to the frame's instant while it runs.</summary>
    /// <returns>Null for a visit that ends before it begins.</returns>
    public static VisitLength? Of(in VisitSpan visit, DateTime asOf)
    {
        var milliseconds = Instants.ToUnixMilliseconds(visit.ExitedAt ?? asOf)
            - Instants.ToUnixMilliseconds(visit.EnteredAt);
        return milliseconds < 0 ? null : new VisitLength(milliseconds, EndOf(visit.Exit));
    }

    public int CompareTo(VisitLength other) => _packed.CompareTo(other._packed);

    public static bool operator <(VisitLength one, VisitLength other) => one._packed < other._packed;
    public static bool operator >(VisitLength one, VisitLength other) => one._packed > other._packed;
    public static bool operator <=(VisitLength one, VisitLength other) => one._packed <= other._packed;
    public static bool operator >=(VisitLength one, VisitLength other) => one._packed >= other._packed;

    private static VisitEnd EndOf(TransitionKind? exit) => exit switch
    {
        null => VisitEnd.Running,
        TransitionKind.Advanced or TransitionKind.Won => VisitEnd.Advanced,
        TransitionKind.Lost or TransitionKind.Disqualified => VisitEnd.Lost,
        TransitionKind.MovedBack => VisitEnd.MovedBack,
        _ => VisitEnd.Transferred,
    };
}

/// <summary>How a visit ended, for its length: the last two broke off before it was known.</summary>
public enum VisitEnd { Advanced, Lost, MovedBack, Transferred, Running }
