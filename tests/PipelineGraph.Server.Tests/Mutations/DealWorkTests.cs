using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>Deals, activities, checklists, objections and people: defaults, refusals, and whose they are.</summary>
public sealed class DealWorkTests(Company company) : IClassFixture<Company>
{
    private readonly Office _office = company.Office;

    [Fact]
    public async Task A_deal_starts_with_the_callers_sales_rep_the_pipelines_currency_and_its_first_stage()
    {
        object input = new { title = "New", pipelineId = (await _office.PlainPipelineAsync("GUIDED")).Id };
        const string Selection = "deal { owner { id } currency stage { name } status version amount }";

        var mine = await _office.CallAsync("createDeal", input, Selection, By.Rita);
        var nobodys = await _office.CallAsync("createDeal", input, Selection, By.Manager);

        Assert.Equal(
            $$$"""{"owner":{"id":"{{{company.Rita}}}"},"currency":"EUR","stage":{"name":"A"},"status":"OPEN","version":1,"amount":null}""",
            mine.Success.GetProperty("deal").GetRawText());
        Assert.Equal("", nobodys.Text("deal.owner"));
    }

    [Fact]
    public async Task Who_is_the_primary_contact_of_an_open_deal_stays_at_its_account()
    {
        var (account, other) = (await _office.AccountAsync(), await _office.AccountAsync("Other"));
        var contact = await _office.ContactAsync(account);
        var deal = await company.DealAsync();
        await _office.CallAsync("updateDeal", new { dealId = deal, accountId = account, primaryContactId = contact });
        object move = new { id = contact, accountId = other };

        Assert.Equal(["accountId"], await _office.RefusedAsync("updateContact", move));
        Assert.True((await _office.CallAsync("updateContact", new { id = contact, accountId = account }, "contact { id }"))
            .HasSucceeded);

        await _office.CallAsync("updateDeal", new { dealId = deal, primaryContactId = (string?)null });
        Assert.True((await _office.CallAsync("updateContact", move, "contact { id }")).HasSucceeded);
    }

    [Fact]
    public async Task A_rep_does_not_give_a_deal_to_somebody_else()
    {
        var won = await company.WonAsync();

        Assert.Equal("AUTH_NOT_AUTHORIZED", await _office.DeniedAsync("createDeal",
            new { title = "New", pipelineId = company.Free.Id, ownerId = company.Sam }, By.Rita));
        Assert.Equal("AUTH_NOT_AUTHORIZED",
            await _office.DeniedAsync("createFollowUpDeal", new { dealId = won, ownerId = company.Sam }, By.Rita));
        Assert.True((await _office.CallAsync("createDeal",
            new { title = "New", pipelineId = company.Free.Id, ownerId = company.Rita },
                "deal { id }", By.Rita)).HasSucceeded);
    }

    [Theory]
    [InlineData("updateDeal", "dealId")]
    [InlineData("qualifyDeal", "dealId")]
    [InlineData("moveDeal", "dealId")]
    [InlineData("undoMove", "dealId")]
    [InlineData("winDeal", "dealId")]
    [InlineData("loseDeal", "dealId")]
    [InlineData("disqualifyDeal", "dealId")]
    [InlineData("reopenDeal", "dealId")]
    [InlineData("createFollowUpDeal", "dealId")]
    [InlineData("completeChecklistItem", "dealId")]
    [InlineData("clearChecklistItem", "dealId")]
    [InlineData("logActivity", "dealId")]
    [InlineData("completeActivity", "activityId")]
    [InlineData("raiseObjection", "dealId")]
    [InlineData("resolveObjection", "objectionId")]
    public async Task Somebody_elses_deal_does_not_exist_for_a_rep_nor_for_a_manager_of_another_team(string mutation,
        string field)
    {
        var input = InputPaths.With(await Samples.All[mutation].Input(company));
        string[] expected = [$"NotFoundError {input[field]}"];

        Assert.Equal(expected, await _office.RefusedAsync(mutation, input, By.Sam));
        Assert.Equal(expected, await _office.RefusedAsync(mutation, input, new By(Role.Manager, "simone", "South")));
    }

    [Fact]
    public async Task External_ids_and_subjects_are_unique_and_that_hides_no_other_fault()
    {
        await _office.DealAsync(company.Free, more: new { externalId = "D-1" });
        await _office.CallAsync("createAccount", new { name = "First", externalId = "A-1" }, "account { id }");
        var (deal, account) = (await company.DealAsync(), await _office.AccountAsync());

        Assert.Equal(["externalId", "title"], await _office.RefusedAsync("createDeal",
            new { title = "", pipelineId = company.Free.Id, externalId = "D-1" }));
        Assert.Equal(["externalId"],
            await _office.RefusedAsync("updateDeal", new { dealId = deal, externalId = "D-1" }));
        Assert.Equal(["externalId", "name"],
            await _office.RefusedAsync("createAccount", new { name = "", externalId = "A-1" }));
        Assert.Equal(["externalId"],
            await _office.RefusedAsync("updateAccount", new { id = account, externalId = "A-1" }));
        Assert.Equal(["subject", "name"],
            await _office.RefusedAsync("createSalesRep", new { name = "", subject = "rita" }));
        Assert.Equal(["subject"],
            await _office.RefusedAsync("updateSalesRep", new { id = company.Sam, subject = "rita" }));
    }

    [Fact]
    public async Task The_primary_contact_works_at_the_account()
    {
        var deal = await company.DealAsync();
        await _office.CallAsync(
            "updateDeal", new { dealId = deal, accountId = company.Account, primaryContactId = company.Contact });

        Assert.Equal(["primaryContactId"], await _office.RefusedAsync("createDeal", new
        {
            title = "New",
            pipelineId = company.Free.Id,
            accountId = company.Account,
            primaryContactId = company.OtherContact,
        }));
        Assert.Equal(["primaryContactId"],
            await _office.RefusedAsync("updateDeal", new { dealId = deal, primaryContactId = company.OtherContact }));
    }

    [Fact]
    public async Task Activities_are_planned_or_done_and_some_cannot_be_planned()
    {
        var (deal, due) = (await company.DealAsync(), _office.Now.AddDays(1));
        var done = await company.ActivityAsync(deal);
        await _office.CallAsync("completeActivity", new { activityId = done }, "activity { id }");

        var now = await _office.CallAsync(
            "logActivity", new { dealId = deal, type = "NOTE", subject = "Said" }, "activity { dueAt completedAt }");
        var plan = await _office.CallAsync("logActivity",
            new { dealId = deal, type = "CALL", subject = "Ring", dueAt = due }, "activity { completedAt }");

        Assert.NotEqual("", now.Text("activity.completedAt"));
        Assert.Equal("", plan.Text("activity.completedAt"));
        foreach (var type in new[] { "NOTE", "PROPOSAL_SENT" })
            Assert.Equal(["dueAt"],
                await _office.RefusedAsync("logActivity", new { dealId = deal, type, subject = "Plan", dueAt = due }));
        Assert.Equal(["activityId"], await _office.RefusedAsync("completeActivity", new { activityId = done }));
    }

    [Fact]
    public async Task An_item_of_the_checklist_is_ticked_off_once_and_is_an_item_of_the_pipeline()
    {
        var (line, item) = await company.ChecklistAsync();
        var (deal, elsewhere) = (await company.DealAsync(line), await company.DealAsync(company.Guided));
        var field = (await company.CriteriaAsync(company.Guided["Prospecting"]))[0];
        Task<string[]> RefusedAsync(string mutation, string dealId, string criterionId)
            => _office.RefusedAsync(mutation, new { dealId, criterionId });

        Assert.Equal(["criterionId"], await RefusedAsync("clearChecklistItem", deal, item));
        Assert.Equal(["criterionId"], await RefusedAsync("completeChecklistItem", elsewhere, item));
        Assert.Equal(["criterionId"], await RefusedAsync("completeChecklistItem", elsewhere, field));
        await _office.CallAsync("completeChecklistItem", new { dealId = deal, criterionId = item });
        Assert.Equal(["criterionId"], await RefusedAsync("completeChecklistItem", deal, item));
    }

    [Fact]
    public async Task An_objection_is_resolved_once()
    {
        var objection = await company.ObjectionAsync();
        object input = new { objectionId = objection, resolution = "Discount" };
        await _office.CallAsync("resolveObjection", input, "objection { id }");

        Assert.Equal(["objectionId"], await _office.RefusedAsync("resolveObjection", input));
    }

    [Fact]
    public async Task Who_was_refused_first_is_known_by_name_once_they_succeed()
    {
        var by = new By(Role.Manager, "newcomer");
        var deal = await company.DealAsync();
        await _office.RefusedAsync("moveDeal", new { dealId = deal, toStageId = company.Free["A"] }, by);

        var moved = await _office.CallAsync(
            "moveDeal", new { dealId = deal, toStageId = company.Free["B"] }, "transition { actor { name } }", by);

        Assert.Equal("The Manager", moved.Text("transition.actor.name"));
    }
}
