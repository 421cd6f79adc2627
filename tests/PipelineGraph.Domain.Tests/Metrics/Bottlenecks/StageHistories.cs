using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Bottlenecks;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics.Bottlenecks;

/// <summary>Many deals that took the same way, and the bottlenecks that they make.</summary>
internal static class StageHistories
{
    /// <summary>Deals that stood in Lead and Offer for so many days and were won then.</summary>
    public static DealSnapshot[] Sold(int deals, double from, double lead, double offer)
        => [.. Enumerable.Range(0, deals)
            .Select(_ => Won(from + lead + offer, 1, (Lead, from), (Offer, from + lead)))];

    /// <summary>Deals that were lost after five days in Lead.</summary>
    public static DealSnapshot[] Dropped(int deals, double from)
        => [.. Enumerable.Range(0, deals).Select(_ => Lost(from + 5, 1, (Lead, from)))];

    /// <summary>Deals that still stand in a stage.</summary>
    public static DealSnapshot[] Waiting(int deals, int stage, double from)
        => [.. Enumerable.Range(0, deals).Select(_ => Open(1, (stage, from)))];

    public static IReadOnlyList<StageBottleneck> Find(params DealSnapshot[] deals) => Find(Frame, deals);

    public static IReadOnlyList<StageBottleneck> Find(MetricsFrame frame, params DealSnapshot[] deals)
        => new BottleneckTally(frame).Fed(deals.Select(Numbered)).Result();

    public static StageBottleneck At(int stage, IReadOnlyList<StageBottleneck> found)
        => found.Single(each => each.StageId == Frame.Stages[stage].Id);

    /// <summary>With an id of its place: confidence is drawn by ids, and must not differ from run to run.</summary>
    private static DealSnapshot Numbered(DealSnapshot deal, int place)
        => deal with { Id = new Guid(place, 0, 0, new byte[8]) };
}
