using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

/// <summary>`pipelineMovement`: what changed between two instants.</summary>
internal sealed class MovementQueries : ReaderQueries
{
    private const double CostOfIO = 10;

    private readonly MetricsReader _reader;

    public MovementQueries(MetricsReader reader)
    {
        _reader = reader;
        Resolved(new FieldType
        {
            Name = "pipelineMovement",
            Description = "What happened to the open deals of a pipeline in (from, to], in deals and in amount: opening + created "
                + "+ reopened + transferredIn + valueUp - won - lost - disqualified - transferredOut - valueDown = closing. "
                + "Null for an unknown pipeline.",
            Arguments =
            [
                MetricsQueries.Pipeline(),
                Instant("from", "What happened at it belongs to the opening."),
                Instant("to", "What happened at it is included."),
                MetricsQueries.Where(),
            ],
            ResolvedType = new GraphQLTypeReference("PipelineMovement"),
            Resolver = new FuncFieldResolver<MovementView?>(async context => await BookAsync(context)),
        }.Cost(CostOfIO));
    }

    private async Task<MovementView?> BookAsync(IResolveFieldContext context)
    {
        var (from, to) =
            (Instants.Truncate(context.GetArgument<DateTime>("from")), Instants.Truncate(context.GetArgument<DateTime>("to")));
        if (to < from) throw MetricsErrors.Argument("to", "It lies before `from`.");
        if (await _reader.BeginAsync(context) is not { } pass) return null;

        return await pass.AskAsync($"movement {from.Ticks} {to.Ticks}", async () =>
        {
            var tally = new MovementTally(from, to);
            await pass.ReadStepsAsync(from, to, tally.Add, context.CancellationToken);
            return new MovementView(from, to, pass.Scope.Currency, tally.Result);
        });
    }

    private static QueryArgument Instant(string name, string description)
        => new(new NonNullGraphType(new GraphQLTypeReference("DateTime")))
        {
            Name = name,
            Description = description,
        };
}

/// <summary>A movement with what it is about.</summary>
internal sealed record MovementView(DateTime From, DateTime To, string Currency, PipelineMovement Result);

internal sealed class PipelineMovementType : ValueObjectType<MovementView>
{
    public PipelineMovementType()
    {
        Description("What happened to the open deals of a pipeline between two instants, in its currency.");
        Field(movement => movement.From, "Where it begins; what happened then belongs to the opening.");
        Field(movement => movement.To, "Where it ends, included.");
        Field(movement => movement.Currency, "Of all amounts, ISO 4217.");
        Line("opening", movement => movement.Opening, "Open deals at the beginning.");
        Line("created", movement => movement.Created, "Deals created.");
        Line("reopened", movement => movement.Reopened, "Closed deals that were opened again.");
        Line("transferredIn", movement => movement.TransferredIn, "Open deals that came from other pipelines.");
        Line("valueUp", movement => movement.ValueUp, "Higher amounts and exchange rates of open deals; never a deal.");
        Line("won", movement => movement.Won, "Deals won.");
        Line("lost", movement => movement.Lost, "Deals lost.");
        Line("disqualified", movement => movement.Disqualified, "Deals disqualified.");
        Line("transferredOut", movement => movement.TransferredOut, "Open deals that went to other pipelines.");
        Line("valueDown", movement => movement.ValueDown, "Lower amounts and exchange rates of open deals; never a deal.");
        Line("closing", movement => movement.Closing, "Open deals at the end.");
    }

    private void Line(string name, Func<PipelineMovement, MovementLine> line, string description)
        => Nested(name, movement => line(movement.Result), description);
}

internal sealed class MovementLineType : ValueObjectType<MovementLine>
{
    public MovementLineType()
    {
        Description("A line of a movement.");
        Field(line => line.Deals, "How many deals, or events of deals.");
        Field("amount", line => MetricsMoney.Round(line.Amount), "What they were worth.");
    }
}
