using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.History;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Metrics.Reading;
using PipelineGraph.Server.Tests.Lives;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Queries;
using PipelineGraph.Server.Tests.Writing;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Metrics;

/// <summary>What figures read of deals is what the deals' whole histories tell.</summary>
[Collection(DemoServer.Collection)]
public sealed class DealStreamTests(DemoServer demo, ITestOutputHelper output)
{
    private const string SeedVariable = "PIPELINEGRAPH_METRICS_SEED";

    [Fact]
    public async Task Demo_deals_are_read_as_they_were_at_any_instant()
        => await AssertAllAsync(demo.Running.App.Services, new DateTime(2026, 5, 20, 14, 30, 0, DateTimeKind.Utc));

    [SkippableFact]
    public async Task Demo_deals_are_read_alike_on_PostgreSQL()
    {
        await using var other = await demo.OnPostgreSqlAsync();
        await AssertAllAsync(other.Running.App.Services, new DateTime(2026, 5, 20, 14, 30, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task Deals_of_any_life_are_read_as_they_were_at_any_instant()
    {
        var random = Seed.Of(SeedVariable, output);
        await using var office = await Office.OpenAsync();
        var lives = await RandomLives.BeginAsync(office, random);
        for (var step = 0; step < 300; step++) await lives.StepAsync();

        await AssertAllAsync(office.Services, office.Now);
    }

    private static async Task AssertAllAsync(IServiceProvider services, DateTime now)
    {
        var database = services.GetRequiredService<PipelineDatabase>();
        await using var context = database.Lease();
        var deals = await context.Deals.AsNoTracking().AsSplitQuery().Include(deal => deal.Transitions)
            .Include(deal => deal.Changes).OrderBy(deal => deal.Id).ToListAsync();
        DateTime[] instants =
        [
            now, .. deals.SelectMany(deal => deal.Transitions).Select(move => move.EffectiveAt).Order().Chunk(40)
                .Select(chunk => chunk[0]), now.AddDays(-30), now.AddYears(-20),
        ];
        foreach (var pipeline in await context.Pipelines.Select(pipeline => pipeline.Id).ToListAsync())
        {
            foreach (var at in instants.Where(at => at <= now).Distinct())
            {
                var scope = await services.GetRequiredService<MetricsScopes>().FindAsync(context, pipeline, null, at, now, default);
                await AssertAsync(services, scope!, deals, at == now ? DealNeeds.VisitOwners : DealNeeds.None);
            }
        }
    }

    private static async Task AssertAsync(
        IServiceProvider services, MetricsScope scope, List<Deal> deals, DealNeeds needs)
    {
        var expected = deals.Select(deal => DealHistory.Of(deal)?.At(scope.Frame, scope.Rates)).OfType<DealSnapshot>()
            .Where(deal => deal.IsHere || deal.Visits.ToArray().Any(visit => visit.Stage >= 0)).Select(Text).Order();
        var read = new List<string>();
        var pass = new MetricsPass(services.GetRequiredService<PlannerDatabase>(),
            services.GetRequiredService<FigureCache>(), scope,
            context => context.Deals, WritingScene.User(roles: "analyst"), question: "");
        await pass.ReadAsync([scope.Frame], needs, (_, deal) => read.Add(Text(deal)), default);

        // Those that came into the pipeline later are read too; no figure counts them.
        Assert.Equal(expected, read.Where(text => !text.Contains("elsewhere", StringComparison.Ordinal)).Order());

        string Text(DealSnapshot deal)
        {
            var visits = deal.Visits.ToArray();
            var place = deal.IsHere || visits.Any(visit => visit.Stage >= 0) ? "" : " elsewhere";
            // Owners at entry are asked for by bottlenecks only; else any will do.
            var owners = needs.HasFlag(DealNeeds.VisitOwners) || !scope.IsCurrent;
            return (deal with { Visits = default }) + place + string.Join(';',
                visits.Select(visit => owners ? visit : visit with { OwnerId = null }));
        }
    }
}
