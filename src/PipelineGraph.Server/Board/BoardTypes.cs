using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Directives;

namespace PipelineGraph.Server.Board;

internal sealed class BoardFields : ObjectFields
{
    private const int AssumedColumns = 6;

    public BoardFields(BoardReader reader) : base("Board")
    {
        Description("The open deals of a pipeline, a column for each stage.");
        Reference<BoardView, Pipeline>("pipeline", board => board.PipelineId).NonNull().Description("The pipeline.");
        Resolved(new FieldType
        {
            Name = "asOf",
            Description = "When counts and sums were read.",
            ResolvedType = new NonNullGraphType(new GraphQLTypeReference("DateTime")),
            Resolver = new FuncFieldResolver<DateTime>(context => ((BoardView)context.Source!).AsOf),
        });
        Resolved(new FieldType
        {
            Name = "columns",
            Description = "One for each stage, in their order.",
            ResolvedType = new NonNullGraphType(
                new ListGraphType(new NonNullGraphType(new GraphQLTypeReference("BoardColumn")))),
            Resolver = new FuncFieldResolver<IReadOnlyList<BoardColumnView>>(async context => await reader.ColumnsAsync(
                (BoardView)context.Source!, (IResolveFieldContext)context.Parent!, Selected(context),
                context.CancellationToken)),
        }.ListSize(AssumedColumns).Cost(10));
    }

    private static HashSet<string> Selected(IResolveFieldContext context)
        => context.SubFields!.Values.Select(field => field.FieldType.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
}

internal sealed class BoardColumnFields : ObjectFields
{
    private const int DefaultSize = 20, MostSize = 50;

    public BoardColumnFields() : base("BoardColumn")
    {
        Description("The open deals of one stage. It has no id on purpose: with another filter it holds other deals.");
        Reference<BoardColumnView, Stage>("stage", column => column.StageId).NonNull().Description("The stage.");
        Figure("dealCount", "How many open deals.", "Int", figures => figures.DealCount);
        Figure("totalAmount", "Sum of their amounts, in the pipeline's currency at the rates of the day.", "Decimal",
            figures => figures.TotalAmount);
        Figure("weightedAmount", "Sum of their amounts times their probabilities of winning, in the pipeline's currency.",
            "Decimal", figures => figures.WeightedAmount);
        Figure("stalledCount", "How many of them stand still.", "Int", figures => figures.StalledCount);
        Figure("excludedFromTotals", "How many are in no sum, because they have no amount or no exchange rate.", "Int",
            figures => figures.ExcludedFromTotals);
        Related<BoardColumnView, Stage, Deal>("deals", column => column.StageId,
                stage => stage.Deals.Where(deal => deal.Status == DealStatus.Open && deal.VoidedAt == null))
            .Sorted().FilteredByWhereOf(BoardQueries.Field).Sized(DefaultSize, MostSize).ForwardOnly()
            .Description("Its first deals. `Stage.deals` goes on after a cursor, with the same order and `where`, and "
                + "`status: { eq: OPEN }` added to it.");
    }

    private void Figure(string name, string description, string type, Func<ColumnFigures, object> value)
        => Resolved(new FieldType
        {
            Name = name,
            Description = description,
            ResolvedType = new NonNullGraphType(new GraphQLTypeReference(type)),
            Resolver = new FuncFieldResolver<object>(context => value(((BoardColumnView)context.Source!).Figures)),
        });
}
