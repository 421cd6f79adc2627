using GraphQL;
using GraphQL.Types;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Bottlenecks;
using PipelineGraph.Domain.Metrics.Survival;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

/// <summary>`PipelineMetrics`: each figure asks the pass for its tally.</summary>
internal sealed class PipelineMetricsFields : MetricsFields<MetricsPass>
{
    // About what is kept of a visit, and of a row of figures.
    private const int BytesOfVisit = 8, BytesOfRow = 400;

    private const int AssumedBuckets = 52, DefaultGroups = 100, MostGroups = 1_000;

    public PipelineMetricsFields() : base("PipelineMetrics")
    {
        Description("Figures of one pipeline for a period, as of an instant, in the pipeline's currency.");
        Reference<MetricsPass, Pipeline>("pipeline", pass => pass.Scope.Pipeline.Id).NonNull().Description("The pipeline.");
        Value("period", "Period", "What they are about.", pass => new Period(pass.Scope.Frame.From, pass.Scope.Frame.To));
        Value("asOf", "DateTime", "The instant at which they hold.", pass => pass.Scope.Frame.AsOf);
        Value("currency", "String", "Of all amounts, ISO 4217.", pass => pass.Scope.Currency);
        Figure("winRate", "WinRate", "How many of the deals closed in the period were won.",
            (pass, _) => pass.Ask(frame => new WinRateTally(frame), tally => tally.Result));
        Figures("stageConversions", "StageConversion", "How many of the deals that entered a stage went on, one for each "
            + "stage in order.",
            (pass, _) => pass.Ask(frame => new ConversionTally(frame), tally => tally.Result));
        Figure("salesCycle", "SalesCycle", "How long deals take from creation to close.",
            (pass, _) => pass.Ask(frame => new SalesCycleTally(frame), tally => tally.Result));
        Figure("dealSize", "DealSize", "How large won deals are.",
            (pass, _) => pass.Ask(frame => new DealSizeTally(frame), tally => tally.Result));
        Figure("velocity", "SalesVelocity", "Revenue per day that the open deals promise at the period's pace.",
            (pass, _) => Velocity(pass));
        Figures("timeInStage", "TimeInStage", "How long deals stay in a stage, one for each stage in order.",
            (pass, _) => pass.Ask(frame => new TimeInStageTally(frame), tally => tally.Result,
                size: stages => stages.Sum(stage => BytesOfVisit * stage.Visits)));
        Figures("bottlenecks", "StageBottleneck", "Which stages hold deals up, one for each stage, worst first.",
            (pass, _) => pass.Ask(frame => new BottleneckTally(frame), tally => tally.Result(), needs: DealNeeds.VisitOwners));
        Figure("openPipeline", "OpenPipeline", "What is open at the instant.",
            (pass, _) => pass.Ask(frame => new OpenPipelineTally(frame), tally => tally.Result, needs: DealNeeds.Stalled));
        Figures("timeline", "MetricsBucket", "The period in stretches of the calendar, the first and the last cut to it.",
            Timeline, AssumedBuckets).Arguments =
            [
                new QueryArgument(new NonNullGraphType(new GraphQLTypeReference(nameof(TimeBucket))))
                {
                    Name = "bucket", Description = $"How long each is; {TimeBuckets.Maximum} at most.",
                },
                TimeZone(),
            ];
        Figure("breakdown", "MetricsBreakdowns", "The period group by group: one row for each group that has open deals, or won "
            + "or lost some in the period.", Breakdown).Arguments =
            [
                new QueryArgument(new NonNullGraphType(new GraphQLTypeReference(nameof(DealGroupKey))))
                {
                    Name = "by", Description = "What makes a group; not STATUS or LOSS_REASON, whose win rate says nothing.",
                },
                TimeZone(),
                new QueryArgument(new NonNullGraphType(new IntGraphType()))
                {
                    Name = "first", Description = $"How many groups, at most {MostGroups}.", DefaultValue = DefaultGroups,
                },
            ];
    }

    /// <summary>The time zone of an argument, or the pipeline's.</summary>
    public static TimeZoneInfo ZoneOf(IResolveFieldContext context, TimeZoneInfo otherwise)
    {
        if (context.GetArgument<string?>("timeZone") is not { } name) return otherwise;

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId
            ? zone
            : throw MetricsErrors.Argument("timeZone", $"'{name}' is no time zone (an IANA name, like Europe/Berlin).");
    }

    private static QueryArgument TimeZone() => new(new StringGraphType())
    {
        Name = "timeZone",
        Description = "In which days begin, an IANA name; the pipeline's when left out.",
    };

    private static Figure<SalesVelocity> Velocity(MetricsPass pass) => pass.Compose<SalesVelocity>("velocity", () =>
    {
        var (win, size) = (pass.Take(frame => new WinRateTally(frame)), pass.Take(frame => new DealSizeTally(frame)));
        var (cycle, open) =
            (pass.Take(frame => new SalesCycleTally(frame)), pass.Take(frame => new OpenPipelineTally(frame)));
        return _ => Task.FromResult(SalesVelocity.Of(
            open.Result.Deals, win.Result.Rate, size.Result.Mean, cycle.Result.Won.MeanDays));
    });

    private static Figure<IReadOnlyList<MetricsBucket>> Timeline(MetricsPass pass, IResolveFieldContext context)
    {
        var (frame, bucket) = (pass.Scope.Frame, context.GetArgument<TimeBucket>("bucket"));
        var zone = ZoneOf(context, frame.TimeZone);
        var bounds = TimeBuckets.Bounds(frame.From, frame.To, bucket, zone)
            ?? throw MetricsErrors.Argument("bucket", $"The period has more than {TimeBuckets.Maximum} of these.");
        return pass.Ask(_ => new TimelineTally(bounds), tally => tally.Result, key: (bucket, zone.Id),
            size: buckets => BytesOfRow * buckets.Count);
    }

    private static Figure<BreakdownView> Breakdown(MetricsPass pass, IResolveFieldContext context)
    {
        var (by, first) = (context.GetArgument<DealGroupKey>("by"), context.GetArgument<int>("first"));
        if (by is DealGroupKey.Status or DealGroupKey.LossReason)
            throw MetricsErrors.Argument("by", "A win rate by status or loss reason says nothing.");
        if (first is < 0 or > MostGroups) throw MetricsErrors.Argument("first", $"It must be 0 to {MostGroups}.");

        var zone = ZoneOf(context, pass.Scope.Frame.TimeZone);
        return pass.Compose<BreakdownView>($"breakdown {by} {zone.Id} {first}", () =>
        {
            var keys = new BreakdownKeys(by, pass.Scope, zone);
            pass.Before(keys.LoadAsync);
            var tally = pass.Take(frame => new BreakdownTally(frame, keys.Of), key: keys);
            return cancelled => NameAsync(pass, by, keys, tally.Result(first), cancelled);
        }, size: breakdown => BytesOfRow * breakdown.Rows.Count);
    }

    private static async Task<BreakdownView> NameAsync(
        MetricsPass pass, DealGroupKey by, BreakdownKeys keys, MetricsBreakdowns groups, CancellationToken cancelled)
    {
        var ids = groups.Rows.Select(row => GroupKeyValues.IdOf(by, row.Key)).ToList();
        Guid[] known = [.. ids.OfType<Guid>()];
        var names = await pass.ReadAsync(context => keys.NamesAsync(context, known, cancelled));
        return new BreakdownView([.. groups.Rows.Zip(ids, (row, id) => new BreakdownRow(
            row, by, id, id is { } key ? names.GetValueOrDefault(key) : null))], groups.GroupsOmitted);
    }
}
