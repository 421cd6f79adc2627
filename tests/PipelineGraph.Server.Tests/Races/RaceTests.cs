using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Races;

/// <summary>Many callers at once, at one server and at two on the same database.</summary>
public sealed class RaceTests
{
    private const int Movers = 16, MovesOfEach = 10;

    [SkippableTheory]
    [InlineData("Sqlite", 1)]
    [InlineData("Sqlite", 2)]
    [InlineData("PostgreSql", 1)]
    [InlineData("PostgreSql", 2)]
    public async Task Of_100_callers_with_the_same_expected_version_one_wins(string provider, int servers)
    {
        await using var cluster = await Cluster.OpenAsync(provider, servers);
        var line = await cluster.First.PlainPipelineAsync("FREE");
        var deal = await cluster.First.DealAsync(line);

        var answers = await cluster.CrowdAsync(100, (office, i) => office.CallAsync("moveDeal",
            new { dealId = deal, toStageId = line[i % 3 == 0 ? "B" : "C"], expectedVersion = 1 },
            subject: $"caller {i}"));

        Assert.Single(answers, answer => answer.Errors.Count == 0);
        Assert.All(answers.Where(answer => answer.Errors.Count > 0), answer =>
        {
            Assert.Equal(["VersionConflictError"], answer.Refusals);
            Assert.Equal(2, answer.Errors[0].GetProperty("currentVersion").GetInt32());
        });
        Assert.Equal(["DEAL_CREATED", "DEAL_STAGE_CHANGED"], await cluster.First.EventTypesAsync(deal));
        await cluster.First.AssertDenseLogAsync();
    }

    [SkippableTheory]
    [InlineData("Sqlite", 1)]
    [InlineData("Sqlite", 2)]
    [InlineData("PostgreSql", 1)]
    [InlineData("PostgreSql", 2)]
    public async Task Sixteen_movers_of_different_deals_do_not_get_in_each_others_way(string provider, int servers)
    {
        await using var cluster = await Cluster.OpenAsync(provider, servers);
        var line = await cluster.First.PlainPipelineAsync("GUIDED");
        var deals = new List<string>();
        for (var i = 0; i < Movers; i++) deals.Add(await cluster.First.DealAsync(line, $"Deal {i}"));

        await cluster.CrowdAsync(Movers, async (office, i) =>
        {
            for (var move = 0; move < MovesOfEach; move++)
                await office.MoveAsync(deals[i], line[move % 2 == 0 ? "B" : "A"], "Back and forth");
            return i;
        });

        foreach (var deal in deals)
        {
            Assert.Equal($$$"""{"version":{{{MovesOfEach + 1}}},"stage":{"name":"A"}}""",
                (await cluster.First.ReadAsync(deal, "version stage { name }")).GetRawText());
            Assert.Equal(MovesOfEach + 1, (await cluster.First.EventTypesAsync(deal)).Length);
        }
        await cluster.First.AssertDenseLogAsync();
    }

    [SkippableTheory]
    [InlineData("Sqlite", 2)]
    [InlineData("PostgreSql", 2)]
    public async Task Sixteen_movers_of_one_deal_without_a_version_each_take_one_version(string provider, int servers)
    {
        await using var cluster = await Cluster.OpenAsync(provider, servers);
        var line = await cluster.First.PlainPipelineAsync("FREE", stages: Movers + 1);
        var deal = await cluster.First.DealAsync(line);

        var moves = await cluster.CrowdAsync(Movers, (office, i) => office.CallAsync("moveDeal",
            new { dealId = deal, toStageId = line[((char)('B' + i)).ToString()] },
            "transition { id } deal { version }"));

        Assert.Equal(Movers, moves.Select(move => move.Text("transition.id")).Distinct().Count());
        var read = await cluster.First.ReadAsync(deal, "version transitions { id } visits { enteredAt exitedAt }");
        Assert.Equal(Movers + 1, read.GetProperty("version").GetInt32());
        Assert.Equal(Movers + 1, read.GetProperty("transitions").GetArrayLength());
        Assert.Equal(Movers + 1, read.GetProperty("visits").GetArrayLength());
        await cluster.First.AssertDenseLogAsync();
    }
}
