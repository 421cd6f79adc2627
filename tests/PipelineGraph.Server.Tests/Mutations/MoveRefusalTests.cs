using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>Moves that the process, the stage or the deal's state does not allow.</summary>
public sealed class MoveRefusalTests(Company company) : IClassFixture<Company>
{
    private const string FirstUnmet = "ExitCriteriaNotMetError The account is known, The source is known";

    private readonly Office _office = company.Office;

    [Fact]
    public async Task A_guided_process_asks_a_reason_for_a_skip_a_step_back_and_unmet_criteria()
    {
        var (line, deal) = (company.Guided, await company.DealAsync(company.Guided));
        var calm = await _office.PlainPipelineAsync("GUIDED");
        var (skipping, back) = (await company.DealAsync(calm), await company.DealAsync(calm));
        await _office.MoveAsync(back, calm["B"]);

        Assert.Equal(["MoveNotAllowedError reason", FirstUnmet], await MoveAsync(deal, line["Qualification"]));
        Assert.Equal(["MoveNotAllowedError reason  Qualification, Proposal", FirstUnmet],
            await MoveAsync(deal, line["Negotiation"]));
        Assert.Equal(["MoveNotAllowedError reason  B"], await MoveAsync(skipping, calm["C"]));
        Assert.Equal(["MoveNotAllowedError reason"], await MoveAsync(back, calm["A"]));
        Assert.Equal(["MoveNotAllowedError reason"], await MoveAsync(back, calm["A"], "  "));
        var kept = await _office.CallAsync(
            "moveDeal", new { dealId = deal, toStageId = line["Negotiation"], reason = "Old friend" },
            "transition { reason isOverride }");
        Assert.Equal("""{"reason":"Old friend","isOverride":false}""", kept.Success.GetProperty("transition").GetRawText());
    }

    [Fact]
    public async Task A_strict_process_lets_only_managers_and_admins_override_with_a_reason()
    {
        var line = await _office.PlainPipelineAsync("STRICT");
        var (deal, back) = (await company.DealAsync(line), await company.DealAsync(line));
        await _office.MoveAsync(back, line["B"]);

        foreach (var by in new[] { By.Rita, By.Manager, new By(Role.Integration) })
        {
            Assert.Equal(["MoveNotAllowedError reason override B"], await MoveAsync(deal, line["C"], "Hurry", by: by));
            Assert.Equal(["MoveNotAllowedError reason override"], await MoveAsync(back, line["A"], "Wrong", by: by));
            Assert.Equal(["MoveNotAllowedError reason override B"],
                await MoveAsync(deal, line["C"], overrides: true, by: by));
        }
        Assert.Equal(["MoveNotAllowedError reason override B"],
            await MoveAsync(deal, line["C"], "Hurry", true, By.Rita));
        Assert.Equal(["MoveNotAllowedError reason override B"],
            await MoveAsync(deal, line["C"], "Hurry", true, new(Role.Integration)));
        var moved = await _office.CallAsync(
            "moveDeal", new { dealId = deal, toStageId = line["C"], reason = "Hurry", @override = true },
            "transition { reason isOverride }", By.Manager);
        Assert.Equal("""{"reason":"Hurry","isOverride":true}""", moved.Success.GetProperty("transition").GetRawText());
    }

    [Fact]
    public async Task An_override_is_not_marked_where_none_was_needed()
    {
        var line = await _office.PlainPipelineAsync("STRICT");

        var moved = await _office.CallAsync("moveDeal",
            new { dealId = await company.DealAsync(line), toStageId = line["B"], reason = "Hurry", @override = true },
            "transition { isOverride }");

        Assert.Equal("False", moved.Text("transition.isOverride"));
    }

    [Fact]
    public async Task A_free_process_allows_every_move()
    {
        var line = await _office.PipelineAsync("FREE", [
            new { name = "A", exitCriteria = new[] { new { kind = "FIELD_PRESENT", field = "AMOUNT" } } },
            new { name = "B" }, new { name = "C" }]);
        var deal = await company.DealAsync(line);

        foreach (var stage in new[] { "C", "A", "B", "A" }) await _office.MoveAsync(deal, line[stage]);

        Assert.Equal("A", (await _office.ReadAsync(deal,
            "stage { name }")).GetProperty("stage").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Where_the_deal_is_already_it_is_not_moved_and_nothing_is_recorded()
    {
        var deal = await company.DealAsync();

        Assert.Equal(["toStageId"], await MoveAsync(deal, company.Free["A"]));
        Assert.Equal(["toStageId"], await MoveAsync(deal, company.Free["A"], "Again", true));
    }

    [Fact]
    public async Task Nothing_goes_to_a_removed_stage_or_an_archived_pipeline()
    {
        var (line, gone) = (await _office.PlainPipelineAsync("FREE"), await _office.PlainPipelineAsync("FREE"));
        var (deal, closed) = (await company.DealAsync(line), await company.LostAsync(gone));
        await _office.CallAsync("removeStage", new { stageId = line["C"] }, "pipeline { id }");
        await _office.CallAsync("archivePipeline", new { pipelineId = gone.Id }, "pipeline { id }");

        Assert.Equal(["toStageId"], await MoveAsync(deal, line["C"]));
        Assert.Equal(["toStageId"], await MoveAsync(deal, gone["A"], "Other product"));
        Assert.Equal(["stageId"],
            await _office.RefusedAsync("createDeal", new { title = "T", pipelineId = line.Id, stageId = line["C"] }));
        Assert.Single(await _office.RefusedAsync("createDeal", new { title = "T", pipelineId = gone.Id }));
        Assert.Single(await _office.RefusedAsync("reopenDeal", new { dealId = closed, reason = "Back" }));
    }

    [Fact]
    public async Task A_transfer_needs_a_reason_and_an_override_into_or_out_of_a_strict_process()
    {
        var (plain, strict) = (await _office.PlainPipelineAsync("GUIDED"), await _office.PlainPipelineAsync("STRICT"));
        var (inside, outside) = (await company.DealAsync(strict), await company.DealAsync(plain));

        Assert.Equal(["MoveNotAllowedError reason"],
            await MoveAsync(await company.DealAsync(), company.Guided["Prospecting"]));
        Assert.Equal(["MoveNotAllowedError reason  A, B"], await MoveAsync(outside, company.Free["C"]));
        Assert.Equal(["MoveNotAllowedError reason"], await MoveAsync(outside, strict["A"]));
        Assert.Equal(["MoveNotAllowedError reason override A, B"], await MoveAsync(outside, strict["C"], "Why not"));
        Assert.Equal(["MoveNotAllowedError reason override"], await MoveAsync(inside, plain["A"], "Why not"));
        Assert.Equal(["MoveNotAllowedError reason override"],
            await MoveAsync(inside, plain["A"], "Why not", true, By.Rita));
        await _office.MoveAsync(outside, strict["A"], "Other product");
    }

    [Fact]
    public async Task A_deal_enters_a_process_at_its_first_stage_unless_there_is_a_reason_or_an_override()
    {
        object In(Line line, string stage, string? reason = null, bool? overrides = null)
            => new { title = "T", pipelineId = line.Id, stageId = line[stage], reason, @override = overrides };
        var (guided, strict) = (await _office.PlainPipelineAsync("GUIDED"), await _office.PlainPipelineAsync("STRICT"));

        Assert.Equal(["MoveNotAllowedError reason  A"], await _office.RefusedAsync("createDeal", In(guided, "B")));
        Assert.Equal(["MoveNotAllowedError reason override A"],
            await _office.RefusedAsync("createDeal", In(strict, "B", "Late")));
        Assert.Equal(["MoveNotAllowedError reason override A"],
            await _office.RefusedAsync("createDeal", In(strict, "B", null, true)));
        Assert.Equal(["MoveNotAllowedError reason override A"],
            await _office.RefusedAsync("createDeal", In(strict, "B", "Late", true), By.Rita));
        Assert.Equal(["stageId"], await _office.RefusedAsync("createDeal",
            new { title = "T", pipelineId = guided.Id, stageId = strict["A"] }));
        Assert.True((await _office.CallAsync("createDeal", In(guided, "B", "Late"))).HasSucceeded);
        Assert.True((await _office.CallAsync("createDeal", In(strict, "B", "Late", true))).HasSucceeded);
    }

    [Fact]
    public async Task A_win_before_the_last_stage_asks_what_the_process_asks()
    {
        var (guided, strict) = (await _office.PlainPipelineAsync("GUIDED", 3),
            await _office.PlainPipelineAsync("STRICT", 3));
        var (mild, hard) = (await company.DealAsync(guided), await company.DealAsync(strict));

        Assert.Equal(["MoveNotAllowedError reason  B, C"],
            await _office.RefusedAsync("winDeal", new { dealId = mild }));
        Assert.Equal(["MoveNotAllowedError reason override B, C"],
            await _office.RefusedAsync("winDeal", new { dealId = hard, reason = "Signed" }));
        Assert.Equal(["MoveNotAllowedError reason override B, C"],
            await _office.RefusedAsync("winDeal", new { dealId = hard, reason = "Signed", @override = true }, By.Rita));
        Assert.True((await _office.CallAsync("winDeal", new { dealId = mild, reason = "Signed" })).HasSucceeded);
        Assert.True((await _office.CallAsync(
            "winDeal", new { dealId = hard, reason = "Signed", @override = true })).HasSucceeded);
        Assert.True((await _office.CallAsync("winDeal", new { dealId = await company.DealAsync() })).HasSucceeded);
    }

    [Fact]
    public async Task Every_kind_of_criterion_is_asked_and_can_be_met()
    {
        var line = await _office.PipelineAsync("STRICT", [
            new
            {
                name = "A",
                exitCriteria = new object[]
                {
                    new { kind = "FIELD_PRESENT", field = "DESCRIPTION", label = "Described" },
                    new { kind = "FACTOR_CONFIRMED", factor = "TIMELINE", label = "Timely" },
                    new { kind = "MINIMUM_SCORE", minimumScore = 5, label = "Scored" },
                    new { kind = "ACTIVITY_COMPLETED", activityType = "DEMO", label = "Shown" },
                    new { kind = "CHECKLIST_ITEM", label = "Ticked" },
                    new { kind = "NO_OPEN_OBJECTIONS", label = "Agreed" },
                },
            },
            new { name = "B" }]);
        var deal = await company.DealAsync(line);
        var objection = await company.ObjectionAsync(deal);
        var item = (await company.CriteriaAsync(line["A"]))[4];
        async Task<string[]> LeftAsync()
            => (await MoveAsync(deal, line["B"]))[1]["ExitCriteriaNotMetError ".Length..].Split(", ");

        Assert.Equal(["Described", "Timely", "Scored", "Shown", "Ticked", "Agreed"], await LeftAsync());
        await _office.CallAsync("updateDeal", new { dealId = deal, description = "Long" });
        await _office.CallAsync("qualifyDeal", new { dealId = deal, timeline = "NO" });
        await _office.CallAsync("logActivity",
            new { dealId = deal, type = "DEMO", subject = "Show", dueAt = _office.Now }, "activity { id }");
        Assert.Equal(["Timely", "Scored", "Shown", "Ticked", "Agreed"], await LeftAsync());
        await _office.CallAsync(
            "qualifyDeal", new { dealId = deal, timeline = "PARTIAL", need = "YES", budget = "YES" });
        await _office.CallAsync(
            "logActivity", new { dealId = deal, type = "DEMO", subject = "Show" }, "activity { id }");
        Assert.Equal(["Ticked", "Agreed"], await LeftAsync());
        await _office.CallAsync("completeChecklistItem", new { dealId = deal, criterionId = item });
        await _office.CallAsync(
            "resolveObjection", new { objectionId = objection, resolution = "Discount" }, "objection { id }");
        await _office.MoveAsync(deal, line["B"]);
    }

    [Fact]
    public async Task A_reopening_goes_no_further_than_the_stage_of_the_close_without_more()
    {
        var (guided, strict) = (await _office.PlainPipelineAsync("GUIDED"), await _office.PlainPipelineAsync("STRICT"));
        async Task<string> LostInB(Line line)
        {
            var deal = await company.DealAsync(line);
            await _office.MoveAsync(deal, line["B"]);
            await _office.CallAsync("loseDeal", new { dealId = deal, lossReason = "PRICE" });
            return deal;
        }
        var (mild, hard) = (await LostInB(guided), await LostInB(strict));

        Assert.Equal(["MoveNotAllowedError reason"],
            await _office.RefusedAsync("reopenDeal", new { dealId = mild, reason = " " }));
        Assert.Equal(["MoveNotAllowedError reason override C"],
            await _office.RefusedAsync("reopenDeal", new { dealId = hard, reason = "Back", toStageId = strict["D"] }));
        Assert.Equal(["toStageId"],
            await _office.RefusedAsync("reopenDeal", new { dealId = mild, reason = "Back", toStageId = strict["A"] }));
        Assert.True((await _office.CallAsync(
            "reopenDeal", new { dealId = mild, reason = "Back", toStageId = guided["D"] })).HasSucceeded);
        Assert.True((await _office.CallAsync(
            "reopenDeal", new { dealId = hard, reason = "Back", toStageId = strict["A"] })).HasSucceeded);
    }

    private Task<string[]> MoveAsync(string dealId, string toStageId, string? reason = null, bool? overrides = null,
        By? by = null)
        => _office.RefusedAsync("moveDeal", new { dealId, toStageId, reason, @override = overrides }, by);
}
