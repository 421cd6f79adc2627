using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Metrics.Reading;
using PipelineGraph.Server.Tests.Lives;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Queries;
using PipelineGraph.Server.Tests.Schema;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Metrics;

/// <summary>What the API answers is what the domain's formulas give over the same deals in memory.</summary>
[Collection(DemoServer.Collection)]
public sealed class FigureTests(DemoServer demo, ITestOutputHelper output)
{
    private const string SeedVariable = "PIPELINEGRAPH_METRICS_SEED";

    private const string Others =
        """
        query ($id: ID!, $from: DateTime!, $asOf: DateTime!, $to: DateTime!, $where: DealFilterInput) {
          forecast(pipelineId: $id, period: { from: $asOf, to: $to }, asOf: $asOf, where: $where, target: 5000, draws: 500, seed: 7) {
            alreadyWon stageWeighted historical fromOpenDeals newBusiness expected p10 p50 p90 probabilityOfTarget expectedWins
            overdueAmount undated undatedAmount deals excluded
          }
          prioritizedDeals(pipelineId: $id, first: 50, where: $where) { rank winProbability expectedValue reasons }
          forecastBacktest(pipelineId: $id, horizonDays: 5, points: 4) {
            points { asOf expected p10 p90 actual } bias meanAbsolutePercentageError coverage80
          }
          pipelineMovement(pipelineId: $id, from: $from, to: $asOf, where: $where) {
            opening { ...Line } created { ...Line } reopened { ...Line } transferredIn { ...Line } valueUp { ...Line } won { ...Line }
            lost { ...Line } disqualified { ...Line } transferredOut { ...Line } valueDown { ...Line } closing { ...Line }
          }
        }
        fragment Line on MovementLine { deals amount }
        """;

    private static readonly string Dashboard = File.ReadAllText(
        Path.Combine(Repository.OperationsFolder, "pipeline-dashboard.graphql"));

    private static readonly object Filter = new
    {
        or = new object[] { new { owner = new { team = new { eq = "North" } } }, new { amount = new { gte = 2_000 } } },
    };

    [Fact]
    public async Task Figures_of_the_demo_company_are_those_of_its_deals_in_memory()
    {
        var now = new DateTime(2026, 5, 20, 14, 30, 0, DateTimeKind.Utc);

        await AssertAllAsync(demo.Running.App.Services, By(demo), now, TimeSpan.FromDays(400));
    }

    [SkippableFact]
    public async Task And_on_PostgreSQL()
    {
        await using var other = await demo.OnPostgreSqlAsync();
        var now = new DateTime(2026, 5, 20, 14, 30, 0, DateTimeKind.Utc);

        await AssertAllAsync(other.Running.App.Services, By(other), now, TimeSpan.FromDays(400));
    }

    [Fact]
    public async Task Figures_of_deals_of_any_life_are_those_of_the_deals_in_memory()
    {
        var random = Seed.Of(SeedVariable, output);
        await using var office = await Office.OpenAsync();
        var lives = await RandomLives.BeginAsync(office, random);
        for (var step = 0; step < 300; step++)
        {
            await lives.StepAsync();
            if (step % 10 == 0) office.Clock.Advance(TimeSpan.FromHours(random.Next(30)));
        }

        await AssertAllAsync(office.Services, async (query, variables)
            => (await office.AskAsync(query, variables)).GetRawText(), office.Now, office.Now - Office.Start);
    }

    private static Func<string, object?, Task<string>> By(DemoServer server)
        => (query, variables) => server.AnswerAsync(query, JsonSerializer.SerializeToElement(variables));

    private async Task AssertAllAsync(
        IServiceProvider services, Func<string, object?, Task<string>> ask, DateTime now, TimeSpan past)
    {
        await using var context = services.GetRequiredService<PipelineDatabase>().Lease();
        var compared = 0;
        foreach (var where in (object?[])[null, Filter])
        {
            var deals = await DealsAsync(context, where is not null);
            foreach (var pipeline in await context.Pipelines.Select(pipeline => pipeline.Id).ToListAsync())
            {
                foreach (var asOf in (DateTime?[])[null, now - (past / 3), now - (past / 2)])
                {
                    var to = asOf ?? now;
                    var scope = await services.GetRequiredService<MetricsScopes>().FindAsync(
                        context, pipeline, new Period(to - (past / 3), to), asOf, now, default);
                    compared += await AssertAsync(scope!, deals, ask, where, isNow: asOf is null);
                }
            }
        }
        output.WriteLine($"{compared} values compared");
        Assert.True(compared > 3_000, "Too few to prove anything.");
    }

    private static async Task<int> AssertAsync(
        MetricsScope scope, IReadOnlyList<Deal> deals, Func<string, object?, Task<string>> ask, object? where, bool isNow)
    {
        var (frame, id) = (scope.Frame, NodeIdCodec.Encode("Pipeline", scope.Pipeline.Id));
        var plain = new PlainFigures(frame, scope.Rates, deals);
        var period = new { from = frame.From, to = frame.To };
        var metrics = Data(await ask(Dashboard, new { pipelineId = id, period, where, asOf = frame.AsOf }))
            .GetProperty("pipelineMetrics");
        var compared = PlainFigures.AssertSame(plain.Metrics(frame.TimeZone), Moving(metrics), "metrics");

        var to = frame.AsOf.AddDays(30);
        var others = Data(await ask(Others, new { id, from = frame.From, asOf = frame.AsOf, to, where }));
        compared += PlainFigures.AssertSame(new PlainFigures(frame.Over(frame.AsOf, to), scope.Rates, deals)
            .Forecast(5_000, 500, 7), others.GetProperty("forecast"), "forecast");
        compared += PlainFigures.AssertSame(
            plain.Movement(frame.From, frame.AsOf), others.GetProperty("pipelineMovement"), "movement");
        if (!isNow) return compared;

        if (where is null)
            compared += PlainFigures.AssertSame(plain.Backtest(5, 4), others.GetProperty("forecastBacktest"), "backtest");
        return compared + PlainFigures.AssertSame(
            plain.Priorities(scope.Currency), others.GetProperty("prioritizedDeals"), "priorities");
    }

    /// <summary>Whether deals stand still is no matter of their histories.</summary>
    private static JsonElement Moving(JsonElement metrics) => JsonSerializer.SerializeToElement(
        metrics.EnumerateObject().ToDictionary(each => each.Name, each => each.NameEquals("openPipeline")
            ? JsonSerializer.SerializeToElement(each.Value.EnumerateObject().Where(figure => !figure.Name.StartsWith("stalled"))
                .ToDictionary(figure => figure.Name, figure => figure.Value))
            : each.Value));

    private static async Task<IReadOnlyList<Deal>> DealsAsync(PipelineDbContext context, bool isFiltered)
    {
        var north = (await context.SalesReps.Where(rep => rep.Team == "North").Select(rep => rep.Id).ToListAsync())
            .ToHashSet();
        var deals = await context.Deals.AsNoTracking().AsSplitQuery().Include(deal => deal.Transitions)
            .Include(deal => deal.Changes).OrderBy(deal => deal.Id).ToListAsync();
        return isFiltered
            ? [.. deals.Where(deal => (deal.OwnerId is { } owner && north.Contains(owner)) || deal.AmountUnits >= 2_000_0000)]
            : deals;
    }

    private static JsonElement Data(string answer)
    {
        var parsed = JsonSerializer.Deserialize<JsonElement>(answer);
        Assert.False(parsed.TryGetProperty("errors", out var errors), errors.ToString());
        return parsed.GetProperty("data");
    }
}
