using System.Text.Json;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>A deal from its first contact to its signature, and what can happen on the way.</summary>
public sealed class DealLifeTests : IAsyncLifetime
{
    private Office _office = null!;
    private Line _line = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _line = await _office.PipelineAsync();
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_refused_move_tells_all_that_is_missing_and_succeeds_once_it_is_there()
    {
        var deal = await _office.DealAsync(_line);

        var refused = await _office.CallAsync(
            "moveDeal", new { dealId = deal, toStageId = _line["Qualification"] }, "deal { id }");
        await _office.CallAsync("updateDeal",
            new { dealId = deal, accountId = await _office.AccountAsync(), source = "Fair", expectedVersion = 1 });
        var moved = await _office.CallAsync("moveDeal",
            new { dealId = deal, toStageId = _line["Qualification"], expectedVersion = 2 },
            "deal { version stage { name } } transition { kind fromStage { name } toStage { name } reason isOverride }");

        Assert.Equal(["MoveNotAllowedError", "ExitCriteriaNotMetError"], refused.Refusals);
        Assert.True(refused.Errors[0].GetProperty("needsReason").GetBoolean());
        Assert.Equal("""[{"label":"The account is known"},{"label":"The source is known"}]""",
            refused.Errors[1].GetProperty("unmet").GetRawText());
        Assert.Equal(JsonValueKind.Null, refused.Data.GetProperty("deal").ValueKind);
        Assert.Equal("""{"version":3,"stage":{"name":"Qualification"}}""", moved.Success.GetProperty("deal").GetRawText());
        Assert.Equal("""
            {"kind":"ADVANCED","fromStage":{"name":"Prospecting"},"toStage":{"name":"Qualification"},"reason":null,"isOverride":false}
            """, moved.Success.GetProperty("transition").GetRawText());
    }

    [Fact]
    public async Task An_update_leaves_alone_what_it_does_not_name_and_clears_what_is_null()
    {
        var account = await _office.AccountAsync();
        var deal = await _office.DealAsync(_line, more: new
        {
            accountId = account,
            primaryContactId = await _office.ContactAsync(account),
            amount = 5,
            source = "Fair",
            description = "Long",
            expectedCloseDate = "2026-05-01",
            externalId = "x-1",
        });
        const string All = "account { name } primaryContact { name } amount currency source description expectedCloseDate "
            + "externalId title probabilityOverride version";
        var before = await _office.ReadAsync(deal, All);

        await _office.CallAsync("updateDeal", new { dealId = deal, probabilityOverride = 0.25 });
        var updated = await _office.ReadAsync(deal, All);
        await _office.CallAsync("updateDeal", new { dealId = deal, source = (string?)null, amount = (int?)null });
        var cleared = await _office.ReadAsync(deal, "source amount description account { name }");

        Assert.Equal(before.GetRawText().Replace("null,\"version\":1", "0.25,\"version\":2", StringComparison.Ordinal),
            updated.GetRawText());
        Assert.Equal("""{"source":null,"amount":null,"description":"Long","account":{"name":"Acme"}}""",
            cleared.GetRawText());
    }

    [Fact]
    public async Task A_deal_goes_through_the_whole_process_and_is_won()
    {
        var account = await _office.AccountAsync();
        var contact = await _office.ContactAsync(account);
        var deal = await _office.DealAsync(_line, more: new { accountId = account, source = "Fair", primaryContactId = contact });

        await _office.MoveAsync(deal, _line["Qualification"]);
        await _office.CallAsync("qualifyDeal", new { dealId = deal, budget = "YES", authority = "PARTIAL", need = "YES" });
        await _office.MoveAsync(deal, _line["Proposal"]);
        (await _office.CallAsync("logActivity", new { dealId = deal, type = "PROPOSAL_SENT", subject = "Offer" },
            "activity { id completedAt }")).Text("activity.id");
        await _office.CallAsync("updateDeal", new { dealId = deal, amount = 1200.5, expectedCloseDate = "2026-04-01" });
        await _office.MoveAsync(deal, _line["Negotiation"]);
        var objection = (await _office.CallAsync("raiseObjection", new { dealId = deal, summary = "Too dear" },
            "objection { id }")).Text("objection.id");
        var kept = await _office.CallAsync("moveDeal", new { dealId = deal, toStageId = _line["Closing"] });
        (await _office.CallAsync("resolveObjection", new { objectionId = objection, resolution = "Discount" },
            "objection { resolvedAt }")).Text("objection.resolvedAt");
        await _office.MoveAsync(deal, _line["Closing"]);
        var won = await _office.CallAsync("winDeal", new { dealId = deal, amount = 1100, note = "Signed" },
            "deal { status amount closedAt closeNote version probability } transition { kind }");

        Assert.Equal(["MoveNotAllowedError", "ExitCriteriaNotMetError"], kept.Refusals);
        Assert.Equal("WON", won.Text("deal.status"));
        Assert.Equal("1100", won.Text("deal.amount"));
        Assert.Equal("WON", won.Text("transition.kind"));
        var history = await _office.ReadAsync(deal, "version visits { stage { name } exit } transitions { kind }");
        Assert.Equal(["Prospecting", "Qualification", "Proposal", "Negotiation", "Closing"], history.GetProperty("visits")
            .EnumerateArray().Select(visit => visit.GetProperty("stage").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_lost_deal_is_reopened_and_that_is_undone()
    {
        var deal = await _office.DealAsync(_line);

        var lost = await _office.CallAsync("loseDeal", new { dealId = deal, lossReason = "PRICE" }, "deal { status lossReason }");
        var reopened = await _office.CallAsync("reopenDeal", new { dealId = deal, reason = "They came back" },
            "deal { status lossReason closedAt } transition { kind reason }");
        var undone = await _office.CallAsync("undoMove", new { dealId = deal },
            "deal { status lossReason closedAt } transition { kind }");
        var twice = await _office.CallAsync("undoMove", new { dealId = deal }, "deal { id }");

        Assert.Equal("LOST", lost.Text("deal.status"));
        Assert.Equal("OPEN", reopened.Text("deal.status"));
        Assert.Equal("", reopened.Text("deal.lossReason"));
        Assert.Equal("LOST", undone.Text("deal.status"));
        Assert.Equal("PRICE", undone.Text("deal.lossReason"));
        Assert.Equal("REVERTED", undone.Text("transition.kind"));
        Assert.Equal(["UndoExpiredError"], twice.Refusals);
    }

    [Fact]
    public async Task A_move_to_another_pipeline_is_a_transfer_and_needs_a_reason()
    {
        var other = await _office.PipelineAsync("FREE");
        var deal = await _office.DealAsync(_line);

        var refused = await _office.CallAsync("moveDeal", new { dealId = deal, toStageId = other["Proposal"] });
        var moved = await _office.CallAsync("moveDeal",
            new { dealId = deal, toStageId = other["Proposal"], reason = "Other product" },
            "deal { pipeline { id } } transition { kind reason }");

        Assert.Equal(["MoveNotAllowedError"], refused.Refusals);
        Assert.Equal("TRANSFERRED", moved.Text("transition.kind"));
        Assert.Equal(other.Id, moved.Text("deal.pipeline.id"));
    }

    [Fact]
    public async Task A_strict_process_is_overridden_by_those_who_may_and_marked()
    {
        var strict = await _office.PipelineAsync("STRICT");
        await _office.RepAsync("Rita", subject: "rita");
        var deal = (await _office.CallAsync("createDeal", new { title = "Mine", pipelineId = strict.Id }, role: Role.Rep,
            subject: "rita")).Text("deal.id");
        object input = new { dealId = deal, toStageId = strict["Proposal"], reason = "In a hurry", @override = true };

        var asRep = await _office.CallAsync("moveDeal", input, role: Role.Rep, subject: "rita");
        var asManager = await _office.CallAsync("moveDeal", input, "transition { isOverride reason }", Role.Manager);

        Assert.Equal(["MoveNotAllowedError", "ExitCriteriaNotMetError"], asRep.Refusals);
        Assert.True(asRep.Errors[0].GetProperty("needsOverride").GetBoolean());
        Assert.Equal("""[{"name":"Qualification"}]""", asRep.Errors[0].GetProperty("skipped").GetRawText());
        Assert.Equal("True", asManager.Text("transition.isOverride"));
    }

    [Fact]
    public async Task A_won_deal_grows_a_follow_up_that_inherits_from_it()
    {
        var account = await _office.AccountAsync();
        var deal = await _office.DealAsync(_line, "Machine", new { accountId = account, currency = "USD" });
        await _office.CallAsync("winDeal", new { dealId = deal, reason = "Old customer" });

        var grown = await _office.CallAsync("createFollowUpDeal", new { dealId = deal, amount = 99.9999 },
            "deal { title currency amount account { id } followUpOf { id } stage { name } }");

        Assert.Equal("Machine", grown.Text("deal.title"));
        Assert.Equal("USD", grown.Text("deal.currency"));
        Assert.Equal("99.9999", grown.Text("deal.amount"));
        Assert.Equal(account, grown.Text("deal.account.id"));
        Assert.Equal(deal, grown.Text("deal.followUpOf.id"));
    }

    [Fact]
    public async Task A_correction_of_a_closed_deal_is_kept_with_its_reason()
    {
        var deal = await _office.DealAsync(_line, more: new { amount = 10 });
        await _office.CallAsync("winDeal", new { dealId = deal, reason = "Old customer" });

        var corrected = await _office.CallAsync("correctClosedDeal",
            new { dealId = deal, amount = 12, reason = "Typed wrong" }, "deal { amount changes { nodes { field oldValue newValue reason } } }");

        Assert.Equal("""{"field":"AMOUNT","oldValue":"10","newValue":"12","reason":"Typed wrong"}""",
            corrected.Success.GetProperty("deal").GetProperty("changes").GetProperty("nodes")[0].GetRawText());
    }

    [Fact]
    public async Task Move_options_tell_what_moves_and_a_win_would_take()
    {
        var deal = await _office.DealAsync(_line);

        var read = await _office.ReadAsync(deal, """
            moveOptions { stage { name } isAllowed needsReason needsOverride unmet { label } skipped { name } }
            winOption { isAllowed needsReason needsOverride unmet { label } skipped { name } }
            """);

        Assert.Equal("""
            {"stage":{"name":"Qualification"},"isAllowed":true,"needsReason":true,"needsOverride":false,"unmet":[{"label":"The account is known"},{"label":"The source is known"}],"skipped":[]}
            """,
            read.GetProperty("moveOptions")[0].GetRawText());
        Assert.Equal(4, read.GetProperty("moveOptions").GetArrayLength());
        Assert.Equal(4, read.GetProperty("winOption").GetProperty("skipped").GetArrayLength());
    }

    [Fact]
    public async Task An_atomic_bulk_move_is_all_or_none_and_says_which_were_refused()
    {
        var plain = await _office.PlainPipelineAsync("FREE");
        var (one, two) = (await _office.DealAsync(plain), await _office.DealAsync(plain));
        await _office.MoveAsync(two, plain["B"]);
        object Input(bool atomic) => new
        {
            deals = new object[] { new { dealId = one, expectedVersion = 1 }, new { dealId = two } },
            toStageId = plain["B"],
            atomic,
        };
        const string Selection = "results { dealId deal { stage { name } } transition { kind } errors { __typename } }";

        var none = await _office.CallAsync("moveDeals", Input(atomic: true), Selection);
        var some = await _office.CallAsync("moveDeals", Input(atomic: false), Selection);

        Assert.Equal(["BulkMoveRefusedError"], none.Refusals);
        Assert.Equal($$"""
            [{"dealId":"{{one}}","deal":null,"transition":null,"errors":null},{"dealId":"{{two}}","deal":null,"transition":null,"errors":[{"__typename":"InvalidInputError"}]}]
            """,
            none.Data.GetProperty("results").GetRawText());
        Assert.Equal($$$"""
            {"dealId":"{{{one}}}","deal":{"stage":{"name":"B"}},"transition":{"kind":"ADVANCED"},"errors":null}
            """,
            some.Success.GetProperty("results")[0].GetRawText());
    }
}
