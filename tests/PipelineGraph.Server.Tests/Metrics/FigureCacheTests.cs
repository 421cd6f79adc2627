using Microsoft.EntityFrameworkCore;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Import;
using PipelineGraph.Server.Tests.Lives;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Queries;
using PipelineGraph.Server.Tests.Schema;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Metrics;

/// <summary>Figures are kept in memory, and never answered older than the last commit.</summary>
[Collection(DemoServer.Collection)]
public sealed class FigureCacheTests(DemoServer demo, Company company, ITestOutputHelper output) : IClassFixture<Company>
{
    private const string SeedVariable = "PIPELINEGRAPH_METRICS_SEED";

    private const string Figures =
        """
        query ($id: ID!, $deal: DealFilterInput, $then: DateTime!, $now: DateTime!, $later: DateTime!) {
          all: pipelineMetrics(pipelineId: $id) { ...Figures }
          some: pipelineMetrics(pipelineId: $id, where: $deal) { ...Figures }
          forecast(pipelineId: $id, period: { from: $now, to: $later }, draws: 100) { expected historical overdueAmount deals excluded }
          prioritizedDeals(pipelineId: $id, first: 3) { deal { title } reasons }
          pipelineMovement(pipelineId: $id, from: $then, to: $now) { opening { deals amount } closing { deals amount } }
        }
        fragment Figures on PipelineMetrics {
          winRate { won lost wonAmount rate } stageConversions { stage { name } entered advanced pending }
          salesCycle { won { meanDays } } dealSize { mean excluded } velocity { amountPerDay }
          timeInStage { stage { name } visits medianDays restrictedMeanDays curve { days stillInStage } }
          bottlenecks { stage { name } verdict explanation } openPipeline { deals amount weightedAmount stalledDeals }
          timeline(bucket: WEEK) { created won wonAmount }
          owner: breakdown(by: OWNER) { rows { key label won openAmount } }
          team: breakdown(by: TEAM) { rows { key label won openAmount } }
        }
        """;

    [Fact]
    public async Task A_repeated_dashboard_asks_the_database_whether_something_has_happened_and_for_names()
    {
        var first = await OperationTests.AnswerAsync(demo, "pipeline-dashboard");
        demo.Commands();

        var second = await OperationTests.AnswerAsync(demo, "pipeline-dashboard");

        Assert.Equal(first, second);
        Assert.Equal(["EventHead", "Pipelines", "Stages", "SalesReps"], demo.Commands().Select(TableOf).Distinct());
    }

    [Theory]
    [MemberData(nameof(EveryMutationTests.Mutations), MemberType = typeof(EveryMutationTests))]
    public async Task No_mutation_leaves_kept_figures_valid(string mutation)
    {
        var input = await Samples.All[mutation].Input(company);
        var before = await StateAsync(company.Office.Database);

        var payload = await company.Office.CallAsync(mutation, input, Samples.Selection(mutation));

        Assert.True(payload.HasSucceeded);
        Assert.NotEqual(before, await StateAsync(company.Office.Database));
    }

    [Fact]
    public async Task Neither_does_an_import_of_accounts_alone()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("accounts.csv"), "id,name\n1,Blitz\n");
        await using var office = await Office.OpenAsync();
        var before = await StateAsync(office.Database);

        var report = await new ImportRun(office.Database, office.Clock).RunAsync(new ImportRequest(folder.Path));

        Assert.Empty(report.Faults);
        Assert.NotEqual(before, await StateAsync(office.Database));
    }

    [Fact]
    public async Task What_is_answered_after_any_change_is_what_a_new_reckoning_gives()
    {
        var random = Seed.Of(SeedVariable, output);
        await using var office = await Office.OpenAsync();
        var lives = await RandomLives.BeginAsync(office, random);
        var (changed, last) = (0, "");
        for (var step = 0; step < 100; step++)
        {
            await lives.StepAsync();
            var pipeline = (await office.ReadAsync(lives.DealIds[step % lives.DealIds.Count], "pipeline { id }"))
                .GetProperty("pipeline").GetProperty("id").GetString()!;
            var answered = await AskAsync(office, pipeline);
            await using (var context = office.Database.Lease()) await context.RaiseConfigurationVersionAsync();

            Assert.Equal(await AskAsync(office, pipeline), answered);
            if (answered != last) changed++;
            last = answered;
        }
        Assert.True(changed > 20, $"Only {changed} answers differed: too few to prove anything.");
    }

    private static async Task<string> AskAsync(Office office, string pipelineId)
    {
        var deal = new { owner = new { team = new { eq = "North" } } };
        var (then, now, later) = (office.Now.AddDays(-1), office.Now, office.Now.AddDays(90));
        return (await office.DataAsync(Figures, new { id = pipelineId, deal, then, now, later })).GetRawText();
    }

    private static async Task<(long, int, long)> StateAsync(PipelineDatabase database)
    {
        await using var context = database.Lease();
        return (await context.EventHeads.MaxAsync(head => head.Position),
            await context.PipelineEvents.CountAsync(happened => happened.Position == null),
            await context.ConfigurationVersions.MaxAsync(version => version.Value));
    }

    private static string TableOf(string command) => command.Split("\nFROM \"")[^1].Split('"')[0];
}
