using PipelineGraph.Server.Tests.Lives;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Schema;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Metrics;

/// <summary>A figure that was answered can be asked again, whatever has happened since.</summary>
public sealed class TimeTravelTests(ITestOutputHelper output)
{
    private const string SeedVariable = "PIPELINEGRAPH_METRICS_SEED";

    private const string More =
        """
        query ($id: ID!, $asOf: DateTime!, $to: DateTime!) {
          forecast(pipelineId: $id, period: { from: $asOf, to: $to }, asOf: $asOf, target: 1000) {
            expected p10 p50 p90 probabilityOfTarget expectedWins overdueAmount undated deals excluded newBusiness
          }
          pipelineMovement(pipelineId: $id, from: "2026-03-02T00:00:00Z", to: $asOf) { won { amount } closing { deals amount } }
        }
        """;

    private static readonly string Dashboard = File.ReadAllText(
        Path.Combine(Repository.OperationsFolder, "pipeline-dashboard.graphql"));

    [Fact]
    public async Task Figures_as_of_an_instant_are_those_that_were_answered_at_it()
    {
        var random = Seed.Of(SeedVariable, output);
        await using var office = await Office.OpenAsync();
        var team = await Team.FoundAsync(office, random);
        var (answered, stalled) = (new List<(DateTime At, string Pipeline, string Answer)>(), 0);
        for (var step = 0; step < 400; step++)
        {
            await team.StepAsync();
            if (step % 25 != 24) continue;

            await office.LookForStalledAsync();
            foreach (var line in team.Lines)
            {
                var metrics = await office.DataAsync(Dashboard, new { pipelineId = line.Id });
                var at = metrics.GetProperty("pipelineMetrics").GetProperty("asOf").GetDateTime();
                answered.Add((at, line.Id, await AskAsync(office, line.Id, at)));
                Assert.Equal(metrics.GetRawText(),
                    (await office.DataAsync(Dashboard, new { pipelineId = line.Id, asOf = at })).GetRawText());
                stalled += metrics.GetProperty("pipelineMetrics").GetProperty("openPipeline").GetProperty("stalledDeals").GetInt32();
            }
        }

        foreach (var (at, pipeline, answer) in answered) Assert.Equal(answer, await AskAsync(office, pipeline, at));
        Assert.True(stalled > 50 && answered.DistinctBy(each => each.Answer).Count() > 20, "Too few to prove anything.");
    }

    private static async Task<string> AskAsync(Office office, string pipelineId, DateTime asOf)
        => (await office.DataAsync(Dashboard, new { pipelineId, asOf })).GetRawText()
            + (await office.DataAsync(More, new { id = pipelineId, asOf, to = asOf.AddDays(40) })).GetRawText();

    /// <summary>People who go forward in time: nothing back-dated, corrected, voided or undone.</summary>
    private sealed class Team(Office office, Random random, Line[] lines, string[] reps)
    {
        private readonly List<(string Id, Line Line)> _deals = [];

        public Line[] Lines => lines;

        public static async Task<Team> FoundAsync(Office office, Random random) => new(office, random,
            [await office.PipelineAsync("FREE", Stages(4)), await office.PipelineAsync("GUIDED", Stages(3))],
            [await office.RepAsync("Rita", "rita", "North"), await office.RepAsync("Rob", "rob", "South")]);

        // With targets, so that there is something to be late against.
        private static object[] Stages(int count)
            => [.. Enumerable.Range(0, count).Select(i => new { name = $"Stage {i}", targetDays = 1 + i })];

        public async Task StepAsync()
        {
            office.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 600)));
            if (_deals.Count < 10 || random.Next(5) == 0)
            {
                await CreateAsync();
                return;
            }
            var i = random.Next(_deals.Count);
            var (deal, line) = _deals[i];
            switch (random.Next(10))
            {
                case < 4: await DoAsync("moveDeal", new { dealId = deal, toStageId = Stage(line), reason = "So" }); break;
                case 4: await DoAsync("updateDeal", new { dealId = deal, amount = Amount(), expectedCloseDate = Day() }); break;
                case 5: await DoAsync("assignDeal", new { dealId = deal, ownerId = RandomProcess.One(random, reps) }); break;
                case 6: await DoAsync("winDeal", new { dealId = deal, amount = Amount(), reason = "So" }); break;
                case 7: await DoAsync("loseDeal", new { dealId = deal, lossReason = "PRICE" }); break;
                case 8: await DoAsync("reopenDeal", new { dealId = deal, reason = "So" }); break;
                default:
                    var other = RandomProcess.One(random, lines);
                    await DoAsync("moveDeal", new { dealId = deal, toStageId = Stage(other), reason = "So" });
                    _deals[i] = (deal, other);
                    break;
            }
        }

        private async Task CreateAsync()
        {
            var line = RandomProcess.One(random, lines);
            _deals.Add((await office.DealAsync(line, more: new
            {
                amount = random.Next(4) == 0 ? (decimal?)null : Amount(),
                expectedCloseDate = random.Next(3) == 0 ? null : Day(),
                ownerId = random.Next(3) == 0 ? null : RandomProcess.One(random, reps),
            }), line));
        }

        // What the process does not allow at the moment is refused, and nothing has happened.
        private Task DoAsync(string mutation, object input) => office.CallAsync(mutation, input);

        private string Stage(Line line) => RandomProcess.One(random, [.. line.Stages.Values]);

        private decimal Amount() => random.Next(1, 100_000) / 100m;

        private string Day() => DateOnly.FromDateTime(office.Now.AddDays(random.Next(1, 60))).ToString("O");
    }
}
