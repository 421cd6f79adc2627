using System.Text.Json;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Subscriptions;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>A deal that gets another owner is told to those who saw it before, once, and without what they no longer see.</summary>
public sealed class FarewellTests : IAsyncLifetime
{
    private const string Query = """
        subscription ($after: String) {
          onDealChanged(after: $after) {
            type dealId deal { title } changes { field oldValue newValue actor { name } }
          }
        }
        """;

    private TwoTeams _teams = null!;

    public async Task InitializeAsync() => _teams = await TwoTeams.OpenAsync();

    public async Task DisposeAsync() => await _teams.DisposeAsync();

    [Theory]
    [InlineData(nameof(Role.Rep), "rita", null)]
    [InlineData(nameof(Role.Manager), "boss", "Red")]
    public async Task Former_viewers_hear_of_the_new_owner_and_of_nothing_later(string role, string subject, string? team)
    {
        using var follower = await Follower.StartAsync(
            _teams.Office, Query, token: _teams.Office.TokenOf(Enum.Parse<Role>(role), subject, team));

        await AssignAsync(_teams.RedDeal, _teams.Bob);
        await UpdateAsync(_teams.RedDeal, "later");
        await UpdateAsync(await _teams.DealAsync(TwoTeams.Red, _teams.Rita, 1), "own");

        AssertFarewell(await follower.NextAsync());
        Assert.All(await follower.NextAsync(2, "deal"), deal => Assert.Contains(TwoTeams.Red, deal));
        Assert.Contains("own", (await follower.NextAsync()).GetRawText(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task A_replay_and_the_log_tell_the_same(string provider)
    {
        await DisposeAsync();
        _teams = await TwoTeams.OpenAsync(provider);
        await AssignAsync(_teams.RedDeal, _teams.Bob);
        await UpdateAsync(_teams.RedDeal, "later");

        using var follower = await Follower.StartAsync(
            _teams.Office, Query, new { after = "" }, Role.Rep, "rita");
        var log = (await _teams.Office.AskAsync("""
            { events { totalCount nodes { type dealId deal { title }
              ... on DealChanged { changes { field oldValue newValue actor { name } } } } } }
            """, role: Role.Rep, subject: "rita")).GetProperty("data").GetProperty("events");

        var heard = await follower.NextAsync();
        AssertFarewell(heard);
        Assert.Equal(heard.GetRawText(), Assert.Single(log.GetProperty("nodes").EnumerateArray()).GetRawText());
        Assert.Equal(1, log.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Others_hear_nothing_of_it_and_the_new_owner_hears_all()
    {
        await _teams.Office.RepAsync("Gus", "gus", "Green");
        await AssignAsync(_teams.RedDeal, _teams.Bob);

        Assert.Equal(0, await CountAsync(_teams.Office.TokenOf(Role.Rep, "gus")));
        Assert.Equal(0, await CountAsync(_teams.Office.TokenOf(Role.Manager, "boss", "Green")));
        Assert.Equal(1, await CountAsync(_teams.Office.TokenOf(Role.Rep, "rita")));
        Assert.Equal(7, await CountAsync(_teams.Office.TokenOf(Role.Rep, "bob")));
    }

    private static void AssertFarewell(JsonElement happened)
    {
        Assert.Equal("DEAL_ASSIGNED", happened.GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, happened.GetProperty("deal").ValueKind);
        var change = Assert.Single(happened.GetProperty("changes").EnumerateArray());
        Assert.Equal("OWNER", change.GetProperty("field").GetString());
    }

    private Task AssignAsync(string dealId, string ownerId) => _teams.Office.CallAsync("assignDeal", new { dealId, ownerId });

    private Task UpdateAsync(string dealId, string source) => _teams.Office.CallAsync("updateDeal", new { dealId, source });

    private async Task<int> CountAsync(string token)
    {
        var answer = await _teams.AskAsync("{ events { totalCount } }", token);
        return answer.GetProperty("data").GetProperty("events").GetProperty("totalCount").GetInt32();
    }
}
