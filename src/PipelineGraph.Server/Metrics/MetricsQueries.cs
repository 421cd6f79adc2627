using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

/// <summary>Figures of a pipeline: `pipelineMetrics` and its kin.</summary>
internal sealed class MetricsQueries : ReaderQueries
{
    private const double CostOfIO = 10;

    public MetricsQueries(MetricsReader reader, PeriodInputType period)
        => Resolved(new FieldType
        {
            Name = "pipelineMetrics",
            Description = "Figures of a pipeline for a period; only what is selected is computed, in one pass over its deals. "
                + "Null for an unknown pipeline.",
            Arguments =
            [
                Pipeline(),
                new QueryArgument(period) { Name = "period", Description = "The 365 days up to asOf when left out." },
                Where(),
                AsOf(),
            ],
            ResolvedType = new GraphQLTypeReference("PipelineMetrics"),
            Resolver = new FuncFieldResolver<MetricsPass?>(async context => await reader.BeginAsync(context)),
        }.Cost(CostOfIO));

    public static QueryArgument Pipeline() => new(new NonNullGraphType(new IdGraphType()))
    {
        Name = "pipelineId",
        Description = "The pipeline.",
    };

    public static QueryArgument Where() => new(new GraphQLTypeReference("DealFilterInput"))
    {
        Name = "where",
        Description = "Only these deals, by what they are now, in all figures.",
    };

    public static QueryArgument AsOf() => new(new GraphQLTypeReference("DateTime"))
    {
        Name = "asOf",
        Description = "The figures as they were at an instant, not in the future; now when left out.",
    };
}
