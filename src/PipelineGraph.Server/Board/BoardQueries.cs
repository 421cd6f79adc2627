using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Board;

/// <summary>`board`: the open deals of a pipeline, stage by stage.</summary>
internal sealed class BoardQueries : ReaderQueries
{
    public const string Field = "board";

    private const double CostOfIO = 10;

    public BoardQueries(BoardReader reader)
        => Resolved(new FieldType
        {
            Name = Field,
            Description = "The open deals of a pipeline, a column for each stage; null for an unknown pipeline.",
            Arguments =
            [
                new QueryArgument(new NonNullGraphType(new IdGraphType()))
                {
                    Name = "pipelineId", Description = "The pipeline.",
                },
                new QueryArgument(new ListGraphType(new NonNullGraphType(new IdGraphType())))
                {
                    Name = "stageIds", Description = "Only the columns of these stages; all when left out.",
                },
                new QueryArgument(new GraphQLTypeReference("DealFilterInput"))
                {
                    Name = "where", Description = "Only these deals, in counts, sums and columns alike.",
                },
            ],
            ResolvedType = new GraphQLTypeReference("Board"),
            Resolver = new FuncFieldResolver<BoardView?>(async context => await reader.ReadAsync(
                NodeIdArgument.Key(context.GetArgument<string>("pipelineId"), "Pipeline"),
                context.GetArgument<List<string>?>("stageIds")?.Select(id => NodeIdArgument.Key(id, "Stage")).ToHashSet(),
                context.CancellationToken)),
        }.Cost(CostOfIO));
}
