using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Filtering;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Board;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics;

/// <summary>Begins a pass over the deals of a question.</summary>
internal sealed class MetricsReader(
    PipelineDatabase database, PlannerDatabase planned, FilteredRows rows, StalledReader stalled, TimeProvider clock)
{
    /// <summary>A pass for a field with pipelineId, and perhaps period, asOf and where; null for an unknown
    /// pipeline.</summary>
    public async Task<MetricsPass?> BeginAsync(IResolveFieldContext field)
    {
        await using var context = database.Lease();
        var scope = await MetricsScopes.FindAsync(
            context, NodeIdArgument.Key(field.GetArgument<string>("pipelineId"), "Pipeline"),
            PeriodInputType.Of(Value(field, "period")), Value(field, "asOf") as DateTime?,
            Instants.Truncate(clock.GetUtcNow().UtcDateTime), field.CancellationToken);
        return scope is null ? null : new MetricsPass(planned, stalled, scope, lease => rows.Of<Deal>(lease, field));
    }

    private static object? Value(IResolveFieldContext field, string argument)
        => field.Arguments?.TryGetValue(argument, out var given) is true ? given.Value : null;
}

/// <summary>Figures of a pipeline: `pipelineMetrics` and its kin.</summary>
internal sealed class MetricsQueries : ObjectFields
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
