using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Subscriptions;

/// <summary>What each subscription sends.</summary>
public sealed class StreamFilterTests : IAsyncLifetime
{
    private const string Steps = "onDealStageChanged", Changes = "onDealChanged", All = "onPipelineEvent";

    private Office _office = null!;
    private Line _line = null!, _other = null!;
    private string _rep = "", _first = "", _second = "";

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        (_line, _other) = (await _office.PlainPipelineAsync("FREE"), await _office.PlainPipelineAsync("FREE"));
        _rep = await _office.RepAsync();
        _first = await _office.DealAsync(_line, "First", new { ownerId = _rep });
        _second = await _office.DealAsync(_other, "Second");
        await _office.MoveAsync(_first, _line["B"]);
        await _office.CallAsync("updateDeal", new { dealId = _first, title = "First of all" });
        await _office.MoveAsync(_first, _other["A"], "wrong line");
        await _office.CallAsync("logActivity", new { dealId = _second, type = "CALL", subject = "Hello" }, "activity { id }");
        await _office.CallAsync("assignDeal", new { dealId = _second, ownerId = _rep });
        await _office.MoveAsync(_second, _other["C"]);
        await _office.CallAsync("undoMove", new { dealId = _second });
        await _office.CallAsync("loseDeal", new { dealId = _second, lossReason = "PRICE" });
        await _office.CallAsync("voidDeal", new { dealId = _first, reason = "twice" });
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData(Steps, "", "DEAL_CREATED DEAL_CREATED DEAL_STAGE_CHANGED DEAL_STAGE_CHANGED DEAL_STAGE_CHANGED MOVE_REVERTED DEAL_LOST")]
    [InlineData(Steps, "pipelineId: LINE", "DEAL_CREATED DEAL_STAGE_CHANGED DEAL_STAGE_CHANGED")]
    [InlineData(Steps, "dealId: SECOND", "DEAL_CREATED DEAL_STAGE_CHANGED MOVE_REVERTED DEAL_LOST")]
    [InlineData(Steps, "ownerId: REP", "DEAL_CREATED DEAL_STAGE_CHANGED DEAL_STAGE_CHANGED DEAL_STAGE_CHANGED MOVE_REVERTED DEAL_LOST")]
    [InlineData(Steps, "toStageId: B", "DEAL_STAGE_CHANGED")]
    [InlineData(Steps, "kinds: [CREATED, TRANSFERRED, LOST]", "DEAL_CREATED DEAL_CREATED DEAL_STAGE_CHANGED DEAL_LOST")]
    [InlineData(Steps, "kinds: []", "")]
    [InlineData(Steps, "kinds: [REVERTED], ownerId: REP, dealId: FIRST", "")]
    [InlineData(Changes, "", "DEAL_UPDATED ACTIVITY_LOGGED DEAL_ASSIGNED DEAL_VOIDED")]
    [InlineData(Changes, "pipelineId: LINE", "DEAL_UPDATED")]
    [InlineData(Changes, "dealId: FIRST", "DEAL_UPDATED DEAL_VOIDED")]
    [InlineData(All, "types: [DEAL_LOST, DEAL_UPDATED]", "DEAL_UPDATED DEAL_LOST")]
    [InlineData(All, "pipelineId: LINE", "DEAL_CREATED DEAL_STAGE_CHANGED DEAL_UPDATED DEAL_STAGE_CHANGED")]
    public async Task A_stream_sends_its_events_that_the_arguments_let_through(
        string field, string arguments, string expected)
    {
        var types = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var given = Filled($"after: \"\" {arguments}");

        using var follower = await Follower.StartAsync(_office, $"subscription {{ {field}({given}) {{ type }} }}");

        Assert.Equal(types, await follower.NextAsync(types.Length, "type"));
        await follower.Socket.SettleAsync();
    }

    [Theory]
    [InlineData(Steps, "toStageId: B")]
    [InlineData(Steps, "ownerId: REP, pipelineId: OTHER")]
    [InlineData(Steps, "kinds: [WON]")]
    [InlineData(Changes, "dealId: THIRD")]
    [InlineData(All, "types: [DEAL_WON]")]
    public async Task Live_and_in_replay_the_same_is_let_through(string field, string arguments)
    {
        var third = await _office.DealAsync(_other, "Third", new { ownerId = _rep });
        var query = $"subscription ($after: String) {{ {field}("
            + $"{Filled(arguments).Replace("THIRD", $"\"{third}\"", StringComparison.Ordinal)}, after: $after) {{ cursor type }} }}";
        var from = (await _office.DataAsync("{ latestEventCursor }")).GetProperty("latestEventCursor").GetString();
        using var live = await Follower.StartAsync(_office, query);

        await _office.CallAsync("updateDeal", new { dealId = third, title = "Third of all" });
        await _office.MoveAsync(third, _line["B"], "other line");
        await _office.MoveAsync(third, _other["D"], "and back");
        await _office.CallAsync("winDeal", new { dealId = third });
        using var replay = await Follower.StartAsync(_office, query, new { after = from });

        var first = await live.NextAsync();
        Assert.Equal(first.GetRawText(), (await replay.NextAsync()).GetRawText());
    }

    [Fact]
    public async Task An_event_shows_its_deal_as_it_is_now_and_its_step_as_it_was()
    {
        using var follower = await Follower.StartAsync(_office, $$"""
            subscription { onDealStageChanged(dealId: "{{_first}}", kinds: [ADVANCED], after: "") {
              dealVersion actor { kind } transition { fromStage { name } toStage { name } }
              deal { title owner { name } stage { name } voidedAt }
            } }
            """);

        var shown = await follower.NextAsync();

        Assert.Equal("""{"fromStage":{"name":"A"},"toStage":{"name":"B"}}""", shown.GetProperty("transition").GetRawText());
        Assert.Equal("First of all", shown.GetProperty("deal").GetProperty("title").GetString());
        Assert.Equal("A", shown.GetProperty("deal").GetProperty("stage").GetProperty("name").GetString());
        Assert.Equal(2, shown.GetProperty("dealVersion").GetInt32());
    }

    private string Filled(string arguments)
        => arguments.Replace("LINE", $"\"{_line.Id}\"", StringComparison.Ordinal)
            .Replace("OTHER", $"\"{_other.Id}\"", StringComparison.Ordinal)
            .Replace("FIRST", $"\"{_first}\"", StringComparison.Ordinal)
            .Replace("SECOND", $"\"{_second}\"", StringComparison.Ordinal)
            .Replace("REP", $"\"{_rep}\"", StringComparison.Ordinal)
            .Replace("toStageId: B", $"toStageId: \"{_line["B"]}\"", StringComparison.Ordinal);
}
