using System.Text.Json;
using System.Text.Json.Serialization;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Bottlenecks;
using PipelineGraph.Domain.Metrics.Forecasting;
using PipelineGraph.Domain.Metrics.History;
using PipelineGraph.Domain.Metrics.Survival;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Server.Tests.Metrics;

/// <summary>Figures by the domain's formulas over deals in memory, and whether an answer of the API says the same.</summary>
internal sealed class PlainFigures(MetricsFrame frame, RateHistory rates, IReadOnlyList<Deal> deals)
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    private readonly List<DealHistory> _histories = [.. deals.Select(DealHistory.Of).OfType<DealHistory>()];

    /// <summary>`pipelineMetrics`, but for who stands still and what related records are called.</summary>
    public object Metrics(TimeZoneInfo zone)
    {
        var (open, winRate) = (Fed(new OpenPipelineTally(frame)).Result, Fed(new WinRateTally(frame)).Result);
        var (size, cycle) = (Fed(new DealSizeTally(frame)).Result, Fed(new SalesCycleTally(frame)).Result);
        return new
        {
            winRate,
            stageConversions = Fed(new ConversionTally(frame)).Result,
            salesCycle = cycle,
            dealSize = size,
            velocity = SalesVelocity.Of(open.Deals, winRate.Rate, size.Mean, cycle.Won.MeanDays),
            timeInStage = Fed(new TimeInStageTally(frame)).Result.Select(stage => new
            {
                stage.Visits,
                stage.OpenVisits,
                stage.ClosedOnly,
                stage.MedianDays,
                stage.P75Days,
                stage.P90Days,
                RestrictedMeanDays = stage.Survival.RestrictedMean(180),
                Curve = stage.Survival.Curve(12),
            }),
            bottlenecks = Fed(new BottleneckTally(frame)).Result(),
            openPipeline = open,
            timeline = Fed(new TimelineTally(TimeBuckets.Bounds(frame.From, frame.To, TimeBucket.Month, zone)!)).Result,
            breakdown = Fed(new BreakdownTally(frame, deal
                => deal.OwnerId is { } id ? NodeIdCodec.Encode("SalesRep", id) : null)).Result(10),
        };
    }

    public object Forecast(decimal? target, int draws, long seed) => Fed(new ForecastTally(frame)).Result(target, draws, seed);

    public IEnumerable<object> Priorities(string currency) => Fed(new PriorityTally(frame, currency)).Result(50)
        .Select(each => new { each.Rank, each.WinProbability, ExpectedValue = each.ExpectedValue ?? 0, each.Reasons });

    public object Movement(DateTime from, DateTime to)
    {
        var tally = new MovementTally(from, to);
        foreach (var history in _histories) tally.Add([.. history.StepsUntil(to, frame, rates)]);
        return tally.Result;
    }

    public object Backtest(int horizonDays, int points)
    {
        var tally = new ForecastBacktestTally(frame.Stages, frame.AsOf, horizonDays, points, frame.TimeZone);
        foreach (var history in _histories)
        {
            foreach (var (i, then) in tally.Frames.Index())
                if (history.At(then, rates) is { } past) tally.AddThen(i, past);
            if (history.At(frame, rates) is { } now) tally.AddNow(now);
        }
        return tally.Result();
    }

    private TTally Fed<TTally>(TTally tally) where TTally : IDealTally
    {
        foreach (var history in _histories)
            if (history.At(frame, rates) is { } deal) tally.Add(deal);
        return tally;
    }

    /// <summary>Compares every value of the answer that the plain figures have under the same name.</summary>
    /// <returns>How many values were compared.</returns>
    public static int AssertSame(object expected, JsonElement answered, string path)
        => AssertSame(JsonSerializer.SerializeToElement(expected, Wire), answered, path);

    private static int AssertSame(JsonElement expected, JsonElement answered, string path)
    {
        switch (answered.ValueKind)
        {
            case JsonValueKind.Object:
                return answered.EnumerateObject().Sum(property => expected.TryGetProperty(property.Name, out var known)
                    ? AssertSame(known, property.Value, $"{path}.{property.Name}")
                    : 0);
            case JsonValueKind.Array:
                Assert.True(expected.GetArrayLength() == answered.GetArrayLength(), $"{path}: {expected} and {answered}");
                return expected.EnumerateArray().Zip(answered.EnumerateArray()).Index()
                    .Sum(pair => AssertSame(pair.Item.First, pair.Item.Second, $"{path}.{pair.Index}"));
            case JsonValueKind.Number:
                Assert.True(expected.ValueKind == JsonValueKind.Number && IsNear(expected, answered),
                    $"{path}: {expected} and {answered}");
                return 1;
            default:
                Assert.True(IsSameText(expected, answered), $"{path}: {expected} and {answered}");
                return 1;
        }
    }

    // Amounts are answered with four decimals.
    private static bool IsNear(JsonElement expected, JsonElement answered)
        => expected.GetDouble().Equals(answered.GetDouble())
            || (expected.TryGetDecimal(out var exact)
                && Math.Round(exact, 4, MidpointRounding.AwayFromZero) == answered.GetDecimal());

    private static bool IsSameText(JsonElement expected, JsonElement answered)
        => expected.ToString() == answered.ToString()
            || (expected.ValueKind == JsonValueKind.String && expected.TryGetDateTime(out var instant)
                && answered.TryGetDateTime(out var other) && instant == other);
}
