using System.Text.Json.Nodes;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>What closed, open and voided deals refuse.</summary>
public sealed class ClosedDealTests(Company company) : IClassFixture<Company>
{
    private readonly Office _office = company.Office;

    [Theory]
    [InlineData("updateDeal")]
    [InlineData("assignDeal")]
    [InlineData("qualifyDeal")]
    [InlineData("moveDeal")]
    [InlineData("winDeal")]
    [InlineData("loseDeal")]
    [InlineData("disqualifyDeal")]
    [InlineData("raiseObjection")]
    public async Task A_closed_deal_is_not_changed_nor_closed_again(string mutation)
    {
        var sample = await Samples.All[mutation].Input(company);

        Assert.Equal(["DealClosedError WON"], await RefusedAsync(mutation, sample, await company.WonAsync()));
        Assert.Equal(["DealClosedError LOST"], await RefusedAsync(mutation, sample, await company.LostAsync()));
    }

    [Fact]
    public async Task The_checklist_and_the_objections_of_a_closed_deal_stay_as_they_are()
    {
        var (line, item) = await company.ChecklistAsync();
        var (ticked, plain) = (await company.DealAsync(line), await company.DealAsync(line));
        await _office.CallAsync("completeChecklistItem", new { dealId = ticked, criterionId = item });
        var objection = await company.ObjectionAsync(plain);
        foreach (var deal in new[] { ticked, plain }) await _office.CallAsync("winDeal", new { dealId = deal });

        Assert.Equal(["DealClosedError WON"],
            await _office.RefusedAsync("completeChecklistItem", new { dealId = plain, criterionId = item }));
        Assert.Equal(["DealClosedError WON"],
            await _office.RefusedAsync("clearChecklistItem", new { dealId = ticked, criterionId = item }));
        Assert.Equal(["DealClosedError WON"],
            await _office.RefusedAsync("resolveObjection", new { objectionId = objection, resolution = "Late" }));
    }

    [Theory]
    [InlineData("updateDeal")]
    [InlineData("assignDeal")]
    [InlineData("qualifyDeal")]
    [InlineData("moveDeal")]
    [InlineData("winDeal")]
    [InlineData("loseDeal")]
    [InlineData("disqualifyDeal")]
    [InlineData("reopenDeal")]
    [InlineData("correctClosedDeal")]
    [InlineData("voidDeal")]
    [InlineData("createFollowUpDeal")]
    [InlineData("undoMove")]
    [InlineData("logActivity")]
    [InlineData("raiseObjection")]
    public async Task A_voided_deal_is_not_touched_any_more(string mutation)
    {
        var sample = await Samples.All[mutation].Input(company);

        Assert.Equal(["dealId"], await RefusedAsync(mutation, sample, await company.VoidedAsync()));
    }

    [Fact]
    public async Task What_hangs_on_a_voided_deal_is_not_touched_either()
    {
        var (line, item) = await company.ChecklistAsync();
        var deal = await company.DealAsync(line);
        var (activity, objection) = (await company.ActivityAsync(deal), await company.ObjectionAsync(deal));
        await _office.CallAsync("voidDeal", new { dealId = deal, reason = "Twice" });

        Assert.Equal(["dealId"],
            await _office.RefusedAsync("completeChecklistItem", new { dealId = deal, criterionId = item }));
        Assert.Equal(["dealId"],
            await _office.RefusedAsync("clearChecklistItem", new { dealId = deal, criterionId = item }));
        Assert.Equal(["activityId"], await _office.RefusedAsync("completeActivity", new { activityId = activity }));
        Assert.Equal(["objectionId"],
            await _office.RefusedAsync("resolveObjection", new { objectionId = objection, resolution = "Moot" }));
    }

    [Fact]
    public async Task An_open_deal_is_neither_reopened_nor_corrected_nor_followed()
    {
        var deal = await company.DealAsync();

        Assert.Equal(["DealNotClosedError OPEN"],
            await _office.RefusedAsync("reopenDeal", new { dealId = deal, reason = "Why" }));
        Assert.Equal(["DealNotClosedError OPEN"],
            await _office.RefusedAsync("correctClosedDeal", new { dealId = deal, reason = "Why", amount = 1 }));
        Assert.Equal(["dealId"], await _office.RefusedAsync("createFollowUpDeal", new { dealId = deal }));
        Assert.Equal(["dealId"],
            await _office.RefusedAsync("createFollowUpDeal", new { dealId = await company.LostAsync() }));
    }

    [Fact]
    public async Task A_loss_for_another_reason_and_a_disqualification_need_a_note()
    {
        var deal = await company.DealAsync();

        Assert.Equal(["note"], await _office.RefusedAsync("loseDeal", new { dealId = deal, lossReason = "OTHER" }));
        Assert.Equal(["note"], await _office.RefusedAsync(
            "loseDeal", new { dealId = deal, lossReason = "OTHER", note = " " }));
        Assert.Equal(["note"], await _office.RefusedAsync("disqualifyDeal", new { dealId = deal, note = "" }));
    }

    [Fact]
    public async Task A_correction_needs_a_reason_and_a_lost_deal_for_a_loss_reason()
    {
        var (won, lost) = (await company.WonAsync(), await company.LostAsync());

        Assert.Equal(["reason"],
            await _office.RefusedAsync("correctClosedDeal", new { dealId = won, amount = 1, reason = " " }));
        Assert.Equal(["lossReason"],
            await _office.RefusedAsync(
                "correctClosedDeal", new { dealId = won, lossReason = "PRICE", reason = "Typed wrong" }));
        Assert.Equal(["amount", "currency", "reason"], (await _office.RefusedAsync("correctClosedDeal",
            new { dealId = lost, amount = -1, currency = "XXX", reason = "" })).Order());
    }

    [Fact]
    public async Task A_follow_up_enters_a_process_as_any_deal()
    {
        var strict = await _office.PlainPipelineAsync("STRICT");
        var won = await company.WonAsync();

        Assert.Equal(["MoveNotAllowedError reason override A"],
            await _office.RefusedAsync(
                "createFollowUpDeal", new { dealId = won, pipelineId = strict.Id, stageId = strict["B"] }));
        Assert.Equal(["stageId"],
            await _office.RefusedAsync(
                "createFollowUpDeal", new { dealId = won, pipelineId = strict.Id, stageId = company.Free["B"] }));
        Assert.Equal(["title"], await _office.RefusedAsync("createFollowUpDeal", new { dealId = won, title = "" }));
    }

    private Task<string[]> RefusedAsync(string mutation, object sample, string deal)
        => _office.RefusedAsync(mutation, InputPaths.With(sample, ("dealId", JsonValue.Create(deal))));
}
