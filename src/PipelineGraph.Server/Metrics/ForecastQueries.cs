using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Domain.Metrics.Forecasting;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

/// <summary>`forecast` and `forecastBacktest`.</summary>
internal sealed class ForecastQueries : ReaderQueries
{
    private const int DefaultHorizonDays = 90, MostHorizonDays = 366, DefaultPoints = 6, MostPoints = 24;
    private const double CostOfIO = 10;

    private readonly MetricsReader _reader;

    public ForecastQueries(MetricsReader reader, PeriodInputType period)
    {
        _reader = reader;
        Resolved(new FieldType
        {
            Name = "forecast",
            Description = "What a period will bring: won by now, from open deals, and from deals that do not exist yet. Same "
                + "data and seed, same answer. Null for an unknown pipeline.",
            Arguments =
            [
                MetricsQueries.Pipeline(),
                new QueryArgument(new NonNullGraphType(period)) { Name = "period", Description = "The period to foresee." },
                MetricsQueries.Where(),
                MetricsQueries.AsOf(),
                new QueryArgument(new GraphQLTypeReference("Decimal"))
                {
                    Name = "target", Description = "Amount to reach in the period, for probabilityOfTarget.",
                },
                Number("draws", $"How many totals to draw, {ForecastTally.FewestDraws} to {ForecastTally.MostDraws}.",
                    ForecastTally.DefaultDraws),
                Number("seed", "Of the draws.", (int)ForecastTally.DefaultSeed),
            ],
            ResolvedType = new GraphQLTypeReference("Forecast"),
            Resolver = new FuncFieldResolver<ForecastView?>(async context => await ForeseeAsync(context)),
        }.Cost(CostOfIO));
        Resolved(new FieldType
        {
            Name = "forecastBacktest",
            Description = "Forecasts of past periods, each made with what was known when it began, beside what was really won. "
                + "Null for an unknown pipeline.",
            Arguments =
            [
                MetricsQueries.Pipeline(),
                Number("horizonDays", $"Length of each period, 1 to {MostHorizonDays} days.", DefaultHorizonDays),
                Number("points", $"How many periods, up to now, 1 to {MostPoints}.", DefaultPoints),
            ],
            ResolvedType = new GraphQLTypeReference("ForecastBacktest"),
            Resolver = new FuncFieldResolver<ForecastBacktest?>(async context => await TestAsync(context)),
        }.Cost(CostOfIO));
    }

    private async Task<ForecastView?> ForeseeAsync(IResolveFieldContext context)
    {
        var draws = InRange(context, "draws", ForecastTally.FewestDraws, ForecastTally.MostDraws);
        if (await _reader.BeginAsync(context) is not { } pass) return null;

        var (target, seed) = (context.GetArgument<decimal?>("target"), context.GetArgument<int>("seed"));
        var forecast = pass.Ask(frame => new ForecastTally(frame), tally => tally.Result(target, draws, seed),
            key: (target, draws, seed));
        return new ForecastView(pass.Scope, await forecast.GetResultAsync(context.CancellationToken));
    }

    private async Task<ForecastBacktest?> TestAsync(IResolveFieldContext context)
    {
        var horizon = InRange(context, "horizonDays", 1, MostHorizonDays);
        var points = InRange(context, "points", 1, MostPoints);
        if (await _reader.BeginAsync(context) is not { } pass) return null;

        return await pass.AskAsync(
            $"backtest {horizon} {points}", () => TestAsync(pass, horizon, points, context.CancellationToken));
    }

    private static async Task<ForecastBacktest> TestAsync(
        MetricsPass pass, int horizon, int points, CancellationToken cancelled)
    {
        var now = pass.Scope.Frame;
        var tally = new ForecastBacktestTally(now.Stages, now.AsOf, horizon, points, now.TimeZone);
        await pass.ReadAsync([.. tally.Frames, now], DealNeeds.None, (frame, deal) =>
        {
            if (frame == points) tally.AddNow(deal);
            else tally.AddThen(frame, deal);
        }, cancelled);
        return tally.Result();
    }

    private static QueryArgument Number(string name, string description, int otherwise)
        => new(new NonNullGraphType(new IntGraphType()))
        {
            Name = name,
            Description = description,
            DefaultValue = otherwise,
        };

    private static int InRange(IResolveFieldContext context, string argument, int least, int most)
        => context.GetArgument<int>(argument) is var given && given >= least && given <= most
            ? given
            : throw MetricsErrors.Argument(argument, $"It must be {least} to {most}.");
}

/// <summary>A forecast with what it is about.</summary>
internal sealed record ForecastView(MetricsScope Scope, Forecast Result);
