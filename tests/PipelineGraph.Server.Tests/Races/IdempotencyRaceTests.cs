using System.Net;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Races;

/// <summary>One key, one effect, one answer, whoever sends it and how often.</summary>
public sealed class IdempotencyRaceTests
{
    [SkippableTheory]
    [InlineData("Sqlite", 1)]
    [InlineData("Sqlite", 2)]
    [InlineData("PostgreSql", 1)]
    [InlineData("PostgreSql", 2)]
    public async Task Twenty_parallel_sends_of_one_key_have_one_effect_and_one_answer(string provider, int servers)
    {
        await using var cluster = await Cluster.OpenAsync(provider, servers);
        var (line, deal) = await StartAsync(cluster.First);
        var request = KeyedRequest.Move(deal, line["B"], "twenty");

        var answers = await cluster.CrowdAsync(20, (office, _) => request.SendAsync(office));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Contains("\"errors\":null", Assert.Single(answers.Select(answer => answer.Body).Distinct()));
        Assert.Equal(19, answers.Count(answer => answer.IsReplayed));
        Assert.Equal("""{"version":2,"transitions":[{"kind":"CREATED"},{"kind":"ADVANCED"}]}""",
            (await cluster.First.ReadAsync(deal, "version transitions { kind }")).GetRawText());
        Assert.Equal(["DEAL_CREATED", "DEAL_STAGE_CHANGED"], await cluster.First.EventTypesAsync(deal));
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task A_key_keeps_its_answer_over_a_restart(string provider)
    {
        await using var cluster = await Cluster.OpenAsync(provider);
        var (line, deal) = await StartAsync(cluster.First);
        var moving = KeyedRequest.Move(deal, line["B"], "kept");
        var refused = KeyedRequest.Move(deal, line["C"], "refused");
        var before = (await moving.SendAsync(cluster.First), await refused.SendAsync(cluster.First));

        await cluster.RestartAsync();
        var after = (await moving.SendAsync(cluster.First), await refused.SendAsync(cluster.First));

        Assert.Equal((before.Item1 with { IsReplayed = true }, before.Item2 with { IsReplayed = true }), after);
        Assert.Contains("VersionConflictError", after.Item2.Body);
    }

    [Fact]
    public async Task A_key_with_another_body_is_422_and_changes_nothing()
    {
        await using var cluster = await Cluster.OpenAsync("Sqlite");
        var (line, deal) = await StartAsync(cluster.First);
        await KeyedRequest.Move(deal, line["B"], "once").SendAsync(cluster.First);
        var before = await cluster.First.DumpAsync();

        var reused = await KeyedRequest.Move(deal, line["C"], "once").SendAsync(cluster.First);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reused.Status);
        Assert.Contains("IDEMPOTENCY_KEY_REUSED", reused.Body);
        Assert.Equal(before, await cluster.First.DumpAsync());
    }

    [Fact]
    public async Task A_key_of_another_caller_is_another_key()
    {
        await using var cluster = await Cluster.OpenAsync("Sqlite");
        var (line, deal) = await StartAsync(cluster.First);

        var mine = await KeyedRequest.Move(deal, line["B"], "same", "me").SendAsync(cluster.First);
        var theirs = await KeyedRequest.Move(deal, line["B"], "same", "them").SendAsync(cluster.First);

        Assert.Contains("\"errors\":null", mine.Body);
        Assert.Contains("VersionConflictError", theirs.Body);
        Assert.False(theirs.IsReplayed);
    }

    [Theory]
    [InlineData("query { latestEventCursor }")]
    [InlineData("""
        mutation { one: createAccount(input: { name: "One" }) { account { id } }
          two: createAccount(input: { name: "Two" }) { account { id } } }
        """)]
    public async Task A_key_belongs_to_one_mutation_field_and_is_400_elsewhere(string query)
    {
        await using var cluster = await Cluster.OpenAsync("Sqlite");
        var before = await cluster.First.DumpAsync();

        var answer = await new KeyedRequest(query, new { }, "elsewhere").SendAsync(cluster.First);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("IDEMPOTENCY_KEY_NOT_ALLOWED", answer.Body);
        Assert.Equal(before, await cluster.First.DumpAsync());
    }

    private static async Task<(Line Line, string DealId)> StartAsync(Office office)
    {
        var line = await office.PlainPipelineAsync("FREE");
        return (line, await office.DealAsync(line));
    }
}
