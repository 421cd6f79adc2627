using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Engine.Paging;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

/// <summary>`prioritizedDeals`: whom to call next.</summary>
internal sealed class PriorityQueries : ReaderQueries
{
    private const int DefaultSize = 20, MostSize = 50;
    private const string Name = "prioritizedDeals";
    private const double CostOfIO = 10;

    private readonly MetricsReader _reader;

    public PriorityQueries(MetricsReader reader)
    {
        _reader = reader;
        Resolved(new FieldType
        {
            Name = Name,
            Description = "The open deals of a pipeline that are worth most, each with the reasons. Null for an unknown pipeline.",
            Arguments =
            [
                MetricsQueries.Pipeline(),
                MetricsQueries.Where(),
                new QueryArgument(new NonNullGraphType(new IntGraphType()))
                {
                    Name = "first", Description = $"How many, at most {MostSize}.", DefaultValue = DefaultSize,
                },
            ],
            ResolvedType = new ListGraphType(new NonNullGraphType(new GraphQLTypeReference(nameof(PrioritizedDeal)))),
            Resolver = new FuncFieldResolver<IReadOnlyList<PrioritizedDeal>?>(async context => await OrderAsync(context)),
        }.ListSize(MostSize, ["first"], DefaultSize, requireOneSlicingArgument: false).Cost(CostOfIO));
    }

    private async Task<IReadOnlyList<PrioritizedDeal>?> OrderAsync(IResolveFieldContext context)
    {
        var first = context.GetArgument<int>("first");
        if (first < 0) throw PagingErrors.Negative($"Query.{Name}", first);
        if (first > MostSize) throw PagingErrors.TooMany($"Query.{Name}", first, MostSize);
        if (await _reader.BeginAsync(context) is not { } pass) return null;

        var order = pass.Ask(frame => new PriorityTally(frame, pass.Scope.Currency), tally => tally.Result(first), key: first);
        return await order.GetResultAsync(context.CancellationToken);
    }
}

internal sealed class PrioritizedDealType : ValueObjectType<PrioritizedDeal>
{
    public PrioritizedDealType()
    {
        Description("An open deal in the order in which it deserves attention.");
        Field(deal => deal.Rank, "1 for the first.");
        Reference<Deal>("deal", deal => deal.DealId, "The deal.");
        Field(deal => deal.WinProbability, "Chance of winning it, 0 to 1: learned from the deals of the last year that were in "
            + "its stage and closed with a score like its own.");
        Field("expectedValue", deal => MetricsMoney.Round(deal.ExpectedValue ?? 0),
            "amount × winProbability, in the pipeline's currency; 0 without an amount or an exchange rate, and such deals come "
                + "last.");
        List(deal => deal.Reasons, "What moved it there, with figures.");
    }
}
