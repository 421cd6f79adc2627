using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;

namespace PipelineGraph.Domain.Tests.Metrics;

/// <summary>Deals written down by hand, in a pipeline of the stages Lead, Offer and Signing; days count from day 0.</summary>
internal static class Figures
{
    public const int Lead = 0, Offer = 1, Signing = 2, Elsewhere = -1;

    private static readonly StageFrame[] Stages =
    [
        new(Guid.NewGuid(), "Lead", 1, 0.1, TargetDays: null), new(Guid.NewGuid(), "Offer", 2, 0.5, TargetDays: 10),
        new(Guid.NewGuid(), "Signing", 3, 0.9, TargetDays: null),
    ];

    /// <summary>The period from day 0 to 100, as of day 200.</summary>
    public static MetricsFrame Frame { get; } = Over(0, 100, asOf: 200);

    public static MetricsFrame Over(double from, double to, double asOf, params StageFrame[] more)
        => new([.. Stages, .. more], Day(asOf), Day(from), Day(to), TimeZoneInfo.Utc);

    public static DateTime Day(double day) => Given.Monday.AddDays(day);

    /// <summary>An open deal with visits to stages, each from a day on; the last one runs.</summary>
    public static DealSnapshot Open(decimal? amount, params (int Stage, double From)[] visits)
        => Snapshot(DealStatus.Open, amount, visits, end: null);

    /// <summary>A deal that closed at a day in the last stage of its visits.</summary>
    public static DealSnapshot Closed(
        DealStatus status, double end, decimal? amount, params (int Stage, double From)[] visits)
        => Snapshot(status, amount, visits, end);

    public static DealSnapshot Won(double end, decimal? amount, params (int Stage, double From)[] visits)
        => Closed(DealStatus.Won, end, amount, visits);

    public static DealSnapshot Lost(double end, decimal? amount, params (int Stage, double From)[] visits)
        => Closed(DealStatus.Lost, end, amount, visits);

    public static T Fed<T>(this T tally, params IEnumerable<DealSnapshot> deals) where T : IDealTally
    {
        foreach (var deal in deals) tally.Add(deal);
        return tally;
    }

    private static DealSnapshot Snapshot(
        DealStatus status, decimal? amount, (int Stage, double From)[] visits, double? end)
        => new()
        {
            Id = Guid.NewGuid(),
            Status = status,
            Stage = visits[^1].Stage,
            CreatedAt = Day(visits[0].From),
            ClosedAt = end is { } closed ? Day(closed) : null,
            Amount = amount,
            Visits = visits.Select((_, i) => VisitOf(status, visits, i, end)).ToArray(),
        };

    private static VisitSpan VisitOf(DealStatus status, (int Stage, double From)[] visits, int i, double? end)
    {
        var (stage, from) = visits[i];
        if (i == visits.Length - 1)
            return new(stage, Day(from), end is { } at ? Day(at) : null, CloseOf(status), OwnerId: null);

        var next = visits[i + 1];
        var exit = stage < 0 || next.Stage < 0 ? TransitionKind.Transferred
            : next.Stage > stage ? TransitionKind.Advanced : TransitionKind.MovedBack;
        return new(stage, Day(from), Day(next.From), exit, OwnerId: null);
    }

    private static TransitionKind? CloseOf(DealStatus status) => status switch
    {
        DealStatus.Won => TransitionKind.Won,
        DealStatus.Lost => TransitionKind.Lost,
        DealStatus.Disqualified => TransitionKind.Disqualified,
        _ => null,
    };
}
