using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Metrics.Aggregates;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

/// <summary>The part of the API that answers with figures.</summary>
internal static class MetricsServices
{
    public static IServiceCollection AddPipelineMetrics(this IServiceCollection services) => services
        .AddSingleton<FigureCache>()
        .AddSingleton<MetricsScopes>()
        .AddSingleton<MetricsReader>()
        .AddSingleton<AggregateReader>()
        .AddSingleton<PeriodInputType>()
        .AddSingleton<ObjectFields, MetricsQueries>()
        .AddSingleton<ObjectFields, ForecastQueries>()
        .AddSingleton<ObjectFields, MovementQueries>()
        .AddSingleton<ObjectFields, PriorityQueries>()
        .AddSingleton<ObjectFields, AggregateQueries>()
        .AddSingleton<ObjectFields, PipelineMetricsFields>()
        .AddSingleton<ObjectFields, TimeInStageFields>()
        .AddSingleton<ValueObjectType, PeriodType>()
        .AddSingleton<ValueObjectType, IntervalType>()
        .AddSingleton<ValueObjectType, DurationStatisticsType>()
        .AddSingleton<ValueObjectType, WinRateType>()
        .AddSingleton<ValueObjectType, CohortWinRateType>()
        .AddSingleton<ValueObjectType, StageConversionType>()
        .AddSingleton<ValueObjectType, SalesCycleType>()
        .AddSingleton<ValueObjectType, StageShareType>()
        .AddSingleton<ValueObjectType, DealSizeType>()
        .AddSingleton<ValueObjectType, SalesVelocityType>()
        .AddSingleton<ValueObjectType, SurvivalPointType>()
        .AddSingleton<ValueObjectType, StageBottleneckType>()
        .AddSingleton<ValueObjectType, StageOwnerFigureType>()
        .AddSingleton<ValueObjectType, OpenPipelineType>()
        .AddSingleton<ValueObjectType, MetricsBucketType>()
        .AddSingleton<ValueObjectType, MetricsBreakdownsType>()
        .AddSingleton<ValueObjectType, MetricsBreakdownType>()
        .AddSingleton<ValueObjectType, DealAggregatesType>()
        .AddSingleton<ValueObjectType, DealAggregateType>()
        .AddSingleton<ValueObjectType, DealAggregateKeyType>()
        .AddSingleton<ValueObjectType, AmountAggregateType>()
        .AddSingleton<ValueObjectType, ForecastType>()
        .AddSingleton<ValueObjectType, ForecastBacktestType>()
        .AddSingleton<ValueObjectType, ForecastBacktestPointType>()
        .AddSingleton<ValueObjectType, PipelineMovementType>()
        .AddSingleton<ValueObjectType, MovementLineType>()
        .AddSingleton<ValueObjectType, PrioritizedDealType>()
        .AddSingleton<EnumType, DealGroupKeyEnum>()
        .AddSingleton<EnumType, TimeBucketEnum>()
        .AddSingleton<EnumType, BottleneckVerdictEnum>();
}
