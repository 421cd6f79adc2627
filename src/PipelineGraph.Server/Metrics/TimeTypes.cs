using GraphQL;
using GraphQL.Types;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.Bottlenecks;
using PipelineGraph.Domain.Metrics.Survival;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

internal sealed class PeriodType : ValueObjectType<Period>
{
    public PeriodType()
    {
        Description("A stretch of time [from, to).");
        Field(period => period.From, "Its first instant.");
        Field(period => period.To, "Its end, which does not belong to it.");
    }
}

internal sealed class IntervalType : ValueObjectType<Interval>
{
    public IntervalType()
    {
        Description("Where a share lies with a confidence of 95 %.");
        Field(interval => interval.Low, "Lower bound, 0 to 1.");
        Field(interval => interval.High, "Upper bound, 0 to 1.");
    }
}

internal sealed class DurationStatisticsType : ValueObjectType<DurationStatistics>
{
    public DurationStatisticsType()
    {
        Description("How long something took, in days. All but the counts are null without data.");
        Field(days => days.N, "How many durations were measured.");
        Field(days => days.MeanDays, "Mean.");
        Field(days => days.MedianDays, "Median.");
        Field("p75Days", days => days.P75Days, "75th percentile, linear between ranks (type 7).");
        Field("p90Days", days => days.P90Days, "90th percentile, linear between ranks (type 7).");
        Field(days => days.Excluded, "Left out, because they end before they begin (faulty imports).");
    }
}

internal sealed class SurvivalPointType : ValueObjectType<SurvivalPoint>
{
    public SurvivalPointType()
    {
        Description("A point of a stage's curve: stillInStage + advanced + lost + movedBack = 1.");
        Field(point => point.Days, "Days since the visit began.");
        Field(point => point.StillInStage, "Kaplan-Meier estimate of the share still in the stage, 0 to 1.");
        Field(point => point.Low, "Lower bound of its 95 % band (Greenwood, log-log).");
        Field(point => point.High, "Upper bound of that band.");
        Field(point => point.Advanced, "Share that went on or was won by then.");
        Field(point => point.Lost, "Share that was lost or disqualified by then.");
        Field(point => point.MovedBack, "Share that was moved back by then.");
    }
}

/// <summary>`TimeInStage`, whose curve and mean take arguments.</summary>
internal sealed class TimeInStageFields : MetricsFields<TimeInStage>
{
    private const int DefaultPoints = 60, FewestPoints = 2, MostPoints = 1_000;
    private const double DefaultHorizon = 180;

    public TimeInStageFields() : base("TimeInStage")
    {
        Description("How long the visits of a stage last that began in the period, those that still run included.");
        Reference<TimeInStage, Stage>("stage", time => time.StageId).NonNull().Description("The stage.");
        Value("visits", "Int", "Visits begun in the period.", time => time.Visits);
        Value("openVisits", "Int", "Of these, still running.", time => time.OpenVisits);
        Value("closedOnly", "DurationStatistics", "Of the visits that ended only: too short, because the slow deals are the "
            + "ones still there; given for comparison.", time => time.ClosedOnly);
        Quantile("medianDays", "half", time => time.MedianDays);
        Quantile("p75Days", "three quarters", time => time.P75Days);
        Quantile("p90Days", "nine tenths", time => time.P90Days);
        Value("restrictedMeanDays", new GraphQLTypeReference("Float"), "Mean length of a visit, each counted up to the "
            + "horizon (area under the curve); null without visits.", RestrictedMean)
            .Arguments = [new QueryArgument(new NonNullGraphType(new GraphQLTypeReference("Float")))
            {
                Name = "horizonDays", Description = "No visit counts for more days.", DefaultValue = DefaultHorizon,
            }];
        Value("curve", ListOf("SurvivalPoint"), "The share of visits still running, day by day, and how the others "
            + "ended.", Curve)
            .ListSize(DefaultPoints).Arguments = [new QueryArgument(new NonNullGraphType(new GraphQLTypeReference("Int")))
            {
                Name = "maxPoints", Description = $"Thinned evenly to so many points, {FewestPoints} to {MostPoints}.",
                DefaultValue = DefaultPoints,
            }];
    }

    private void Quantile(string name, string share, Func<TimeInStage, double?> days)
        => Value(name, new GraphQLTypeReference("Float"),
            $"Days after which {share} of the visits have ended (Kaplan-Meier); null when that is not reached.",
            (time, _) => days(time));

    private static object? RestrictedMean(TimeInStage time, IResolveFieldContext context)
        => context.GetArgument<double>("horizonDays") is var horizon and >= 0 and <= 36_500
            ? time.Survival.RestrictedMean(horizon)
            : throw MetricsErrors.Argument("horizonDays", "It must be 0 to 36500.");

    private static object Curve(TimeInStage time, IResolveFieldContext context)
        => context.GetArgument<int>("maxPoints") is var points and >= FewestPoints and <= MostPoints
            ? time.Survival.Curve(points)
            : throw MetricsErrors.Argument("maxPoints", $"It must be {FewestPoints} to {MostPoints}.");
}

internal sealed class StageBottleneckType : ValueObjectType<StageBottleneck>
{
    public StageBottleneckType()
    {
        Description("Whether a stage holds the pipeline up, in the period against the one of the same length before it.");
        Reference<Stage>("stage", stage => stage.StageId, "The stage.");
        Field(stage => stage.Verdict, "What holds it up.");
        Field(stage => stage.Confidence, "Share of 200 samples of the deals in which its excess drag is the largest of all "
            + "stages, 0 to 1; null when no visit began in the period.");
        Field(stage => stage.DragShare, "Its share of the days that a deal spends in all stages, 0 to 1.");
        Field(stage => stage.TargetRatio, "Mean days of its visits (each up to 180) over its target; above 1 is slow.");
        Field("slowdownPValue", stage => stage.SlowdownPValue,
            "Log-rank test against the baseline, two-sided, corrected by Holm over the stages.");
        Field(stage => stage.MedianRatioToBaseline, "Median days of the period over those of the baseline.");
        Field(stage => stage.Arrivals, "Visits begun in the period.");
        Field(stage => stage.Departures, "Visits ended in the period.");
        Field(stage => stage.BacklogZ, "(arrivals - departures) / sqrt(arrivals + departures); null without either.");
        Field(stage => stage.ConversionDrop, "Conversion rate of the baseline minus that of the period, -1 to 1.");
        List(stage => stage.Owners, "Its visits by owner, slowest first, at most 20, each with 5 visits or more: one slow "
            + "owner asks for help, all slow for resources.");
        Field(stage => stage.Explanation, "The verdict in a sentence, with its figures.");
    }
}

internal sealed class StageOwnerFigureType : ValueObjectType<StageOwnerFigure>
{
    public StageOwnerFigureType()
    {
        Description("The visits of a stage under one owner.");
        Reference<SalesRep>("owner", figure => figure.OwnerId, "The deal's owner when the visit began.");
        Field(figure => figure.Visits, "Visits begun in the period.");
        Field(figure => figure.RestrictedMeanDays, "Mean days of these, each up to 180.");
        Field(figure => figure.ConversionRate, "advanced / (advanced + dropped) of the owner's deals, 0 to 1.");
        Field(figure => figure.OpenDeals, "Visits still running.");
    }
}

internal sealed class MetricsBucketType : ValueObjectType<MetricsBucket>
{
    public MetricsBucketType()
    {
        Description("What happened in a stretch of time: created by creation, the rest by close.");
        Field(bucket => bucket.From, "Its first instant.");
        Field(bucket => bucket.To, "Its end, which does not belong to it.");
        Field(bucket => bucket.Created, "Deals created.");
        Field(bucket => bucket.Won, "Deals won.");
        Field(bucket => bucket.Lost, "Deals lost.");
        Field(bucket => bucket.Disqualified, "Deals disqualified.");
        Field("wonAmount", bucket => MetricsMoney.Round(bucket.WonAmount), "Sum of the won deals' amounts.");
        Field(bucket => bucket.WinRate, "won / (won + lost), 0 to 1; null without either.");
        Field(bucket => bucket.MeanCycleDays, "Mean days from creation to close of the won deals; null without any.");
    }
}

internal sealed class TimeBucketEnum : EnumType<TimeBucket>
{
    public TimeBucketEnum() : base("How long the stretches of a timeline are.")
    {
        Value(TimeBucket.Day, "Days of the time zone.");
        Value(TimeBucket.Week, "Weeks, from Monday.");
        Value(TimeBucket.Month, "Calendar months.");
        Value(TimeBucket.Quarter, "Quarters of calendar years.");
    }
}

internal sealed class BottleneckVerdictEnum : EnumType<BottleneckVerdict>
{
    public BottleneckVerdictEnum() : base("What holds a stage up.")
    {
        Value(BottleneckVerdict.Time, "Visits take longer than the target or the baseline, beyond chance.");
        Value(BottleneckVerdict.Leak, "Fewer deals go on than in the baseline, beyond chance.");
        Value(BottleneckVerdict.Backlog, "More visits begin than end, beyond chance.");
        Value(BottleneckVerdict.None, "Nothing stands out.");
        Value(BottleneckVerdict.InsufficientData, "Fewer than 20 visits begun in the period have ended.");
    }
}
