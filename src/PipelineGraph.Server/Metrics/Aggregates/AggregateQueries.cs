using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Metrics.Aggregates;

/// <summary>`dealAggregates`: deals of all pipelines, counted and summed by what they have in common.</summary>
internal sealed class AggregateQueries : ReaderQueries
{
    private const int DefaultGroups = 100, MostGroups = 1_000;
    private const double CostOfIO = 10;

    public AggregateQueries(AggregateReader reader) => Resolved(new FieldType
    {
        Name = "dealAggregates",
        Description = "Deals of all pipelines as they are now, counted and summed: one row for each group and currency of its "
            + "pipelines, most deals first.",
        Arguments =
        [
            MetricsQueries.Where(),
            new QueryArgument(new NonNullGraphType(new ListGraphType(
                new NonNullGraphType(new GraphQLTypeReference(nameof(DealGroupKey))))))
            {
                Name = "groupBy",
                Description = $"What makes a group, at most {DealAggregateTally.MostKeys} different keys; without any, all deals "
                    + "are one.",
                DefaultValue = Array.Empty<DealGroupKey>(),
            },
            new QueryArgument(new NonNullGraphType(new StringGraphType()))
            {
                Name = "timeZone", Description = "In which months begin, an IANA name.", DefaultValue = "UTC",
            },
            new QueryArgument(new NonNullGraphType(new IntGraphType()))
            {
                Name = "first", Description = $"How many groups, at most {MostGroups}.", DefaultValue = DefaultGroups,
            },
        ],
        ResolvedType = new GraphQLTypeReference("DealAggregates"),
        Resolver = new FuncFieldResolver<DealAggregatesView?>(async context
            => await reader.ReadAsync(context, QuestionOf(context))),
    }.Cost(CostOfIO));

    private static AggregateQuestion QuestionOf(IResolveFieldContext context)
    {
        var (keys, first) = (context.GetArgument<DealGroupKey[]>("groupBy"), context.GetArgument<int>("first"));
        if (keys.Length > DealAggregateTally.MostKeys)
            throw MetricsErrors.Argument("groupBy", $"At most {DealAggregateTally.MostKeys} keys make a group.");
        if (keys.CountBy(key => key).FirstOrDefault(key => key.Value > 1) is { Value: > 1 } repeated)
            throw MetricsErrors.Argument("groupBy", $"{EnumType.NameOf(repeated.Key)} is asked for twice.");
        if (first is < 0 or > MostGroups) throw MetricsErrors.Argument("first", $"It must be 0 to {MostGroups}.");

        return new AggregateQuestion(keys, PipelineMetricsFields.ZoneOf(context, TimeZoneInfo.Utc), first);
    }
}
