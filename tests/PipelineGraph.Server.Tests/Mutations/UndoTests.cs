using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>What an undo takes back, and what it does not.</summary>
public sealed class UndoTests(Company company) : IClassFixture<Company>
{
    private const string Everything = """
        status amount currency closedAt closeNote lossReason stageEnteredAt probability amountInPipelineCurrency
        stage { name } pipeline { id } owner { id } visits { stage { name } enteredAt exitedAt exit }
        """;

    private readonly Office _office = company.Office;

    [Theory]
    [InlineData("moveDeal")]
    [InlineData("winDeal")]
    [InlineData("loseDeal")]
    [InlineData("disqualifyDeal")]
    [InlineData("reopenDeal")]
    [InlineData("transfer")]
    public async Task An_undo_restores_everything(string verb)
    {
        var deal = await _office.DealAsync(company.Free, more: new { amount = 10, ownerId = company.Rita });
        await _office.MoveAsync(deal, company.Free["B"]);
        if (verb == "reopenDeal")
            await _office.CallAsync("loseDeal", new { dealId = deal, lossReason = "OTHER", note = "Gone" });
        _office.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = await _office.ReadAsync(deal, Everything);

        (await _office.CallAsync(verb == "transfer" ? "moveDeal" : verb, Change(verb, deal),
            "deal { id }")).Text("deal.id");
        Assert.NotEqual(before.GetRawText(), (await _office.ReadAsync(deal, Everything)).GetRawText());
        _office.Clock.Advance(TimeSpan.FromMinutes(15));
        (await _office.CallAsync("undoMove", new { dealId = deal })).Text("deal.id");

        Assert.Equal(before.GetRawText(), (await _office.ReadAsync(deal, Everything)).GetRawText());
        var last = (await _office.ReadAsync(deal,
            "transitions(last: 2) { kind isReverted }")).GetProperty("transitions");
        Assert.True(last[0].GetProperty("isReverted").GetBoolean());
        Assert.Equal("REVERTED", last[1].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Neither_a_creation_nor_an_undo_nor_what_is_too_old_is_undone()
    {
        var (fresh, undone, old) = (await company.DealAsync(), await company.DealAsync(), await company.DealAsync());
        await _office.MoveAsync(undone, company.Free["B"]);
        await _office.CallAsync("undoMove", new { dealId = undone });
        await _office.MoveAsync(old, company.Free["B"]);
        var moved = _office.Now;
        _office.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromMilliseconds(1));

        Assert.Equal(["UndoExpiredError "], await UndoAsync(fresh));
        Assert.Equal(["UndoExpiredError "], await UndoAsync(undone));
        Assert.Equal([$"UndoExpiredError {moved:yyyy-MM-ddTHH:mm:ss.fff}Z"], await UndoAsync(old));
    }

    [Fact]
    public async Task Other_edits_do_not_block_an_undo()
    {
        var deal = await company.DealAsync();
        await _office.MoveAsync(deal, company.Free["B"]);
        await _office.CallAsync("updateDeal", new { dealId = deal, title = "Later" });

        var undone = await _office.CallAsync("undoMove", new { dealId = deal }, "deal { title stage { name } }");

        Assert.Equal("""{"title":"Later","stage":{"name":"A"}}""", undone.Success.GetProperty("deal").GetRawText());
    }

    [Fact]
    public async Task What_others_did_only_managers_and_admins_take_back()
    {
        var deal = await company.DealAsync();
        await _office.CallAsync(
            "moveDeal", new { dealId = deal, toStageId = company.Free["B"] }, "deal { id }", By.Manager);

        Assert.Equal("AUTH_NOT_AUTHORIZED", await _office.DeniedAsync("undoMove", new { dealId = deal }, By.Rita));
        Assert.Equal("AUTH_NOT_AUTHORIZED",
            await _office.DeniedAsync("undoMove", new { dealId = deal }, new By(Role.Integration, "billing")));
        Assert.True((await _office.CallAsync(
            "undoMove", new { dealId = deal }, "deal { id }", new By(Role.Manager, "other")))
            .HasSucceeded);
    }

    [Fact]
    public async Task A_move_out_of_a_stage_that_is_removed_since_then_is_not_undone()
    {
        var line = await _office.PlainPipelineAsync("FREE");
        var deal = await company.DealAsync(line);
        await _office.MoveAsync(deal, line["B"]);
        await _office.CallAsync("removeStage", new { stageId = line["A"] }, "pipeline { id }");

        Assert.Equal(["dealId"], await UndoAsync(deal));
    }

    private object Change(string verb, string dealId) => verb switch
    {
        "moveDeal" => new { dealId, toStageId = company.Free["D"] },
        "transfer" => new { dealId, toStageId = company.Guided["Prospecting"], reason = "Other product" },
        "winDeal" => new { dealId, amount = 12, note = "Signed" },
        "loseDeal" => new { dealId, lossReason = "PRICE", note = "Too dear" },
        "disqualifyDeal" => new { dealId, note = "No need" },
        _ => new { dealId, reason = "They came back", toStageId = company.Free["A"] },
    };

    private Task<string[]> UndoAsync(string dealId) => _office.RefusedAsync("undoMove", new { dealId });
}
