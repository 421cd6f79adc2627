using System.Text.Json;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Bottlenecks;
using PipelineGraph.Domain.Metrics.Survival;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Benchmarks;

/// <summary>
/// The figures of the dashboard by the domain's formulas, for rivals that read the deals in their own ways: what is
/// compared are the passes over the deals, and GraphQL.
/// </summary>
internal sealed class RivalFigures
{
    private readonly WinRateTally _winRate;
    private readonly ConversionTally _conversions;
    private readonly SalesCycleTally _cycle;
    private readonly DealSizeTally _size;
    private readonly TimeInStageTally _times;
    private readonly BottleneckTally _bottlenecks;
    private readonly OpenPipelineTally _open;
    private readonly TimelineTally _timeline;
    private readonly BreakdownTally _owners;
    private readonly IDealTally[] _all;

    internal RivalFigures(MetricsFrame frame)
    {
        (_winRate, _conversions, _cycle) = (new(frame), new(frame), new(frame));
        (_size, _times, _bottlenecks, _open) = (new(frame), new(frame), new(frame), new(frame));
        _timeline = new(TimeBuckets.Bounds(frame.From, frame.To, TimeBucket.Month, frame.TimeZone)!);
        Dictionary<Guid, string> ids = [];
        _owners = new(frame, deal =>
        {
            if (deal.OwnerId is not { } id) return null;
            if (!ids.TryGetValue(id, out var text)) ids.Add(id, text = NodeIdCodec.Encode("SalesRep", id));
            return text;
        });
        _all = [_winRate, _conversions, _cycle, _size, _times, _bottlenecks, _open, _timeline, _owners];
    }

    internal void Add(DealSnapshot deal)
    {
        foreach (var tally in _all) tally.Add(deal);
    }

    /// <summary>Everything that the dashboard asks for, in the rivals' own form.</summary>
    internal byte[] Write()
    {
        var (open, winRate, size, cycle) = (_open.Result, _winRate.Result, _size.Result, _cycle.Result);
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            winRate,
            conversions = _conversions.Result,
            cycle,
            size,
            velocity = SalesVelocity.Of(open.Deals, winRate.Rate, size.Mean, cycle.Won.MeanDays),
            times = _times.Result.Select(stage => new
            {
                stage.Visits,
                stage.OpenVisits,
                stage.ClosedOnly,
                stage.MedianDays,
                stage.P75Days,
                stage.P90Days,
                Mean = stage.Survival.RestrictedMean(180),
                Curve = stage.Survival.Curve(12),
            }),
            bottlenecks = _bottlenecks.Result(),
            open,
            timeline = _timeline.Result,
            owners = _owners.Result(10),
        });
    }
}
