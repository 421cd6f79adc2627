using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>Changes of the process that are refused, and what becomes of deals when one is made.</summary>
public sealed class DesignRefusalTests(Company company) : IClassFixture<Company>
{
    private readonly Office _office = company.Office;

    [Fact]
    public async Task Stages_and_pipelines_with_open_deals_stay()
    {
        var line = await _office.PlainPipelineAsync("FREE");
        foreach (var _ in new[] { 1, 2 }) await company.DealAsync(line);

        Assert.Equal(["StageInUseError 2"], await _office.RefusedAsync("removeStage", new { stageId = line["A"] }));
        Assert.Equal(["StageInUseError 2"],
            await _office.RefusedAsync("archivePipeline", new { pipelineId = line.Id }));
    }

    [Fact]
    public async Task Deals_of_a_removed_stage_go_to_another_stage_of_its_pipeline_only()
    {
        var line = await _office.PlainPipelineAsync("FREE");
        await company.DealAsync(line);
        Task<string[]> RefusedAsync(string to)
            => _office.RefusedAsync("removeStage", new { stageId = line["A"], moveOpenDealsTo = to });
        await _office.CallAsync("removeStage", new { stageId = line["D"] }, "pipeline { id }");

        Assert.Equal(["moveOpenDealsTo"], await RefusedAsync(line["A"]));
        Assert.Equal(["moveOpenDealsTo"], await RefusedAsync(line["D"]));
        Assert.Equal(["moveOpenDealsTo"], await RefusedAsync(company.Free["B"]));
        Assert.Equal(["stageId"], await _office.RefusedAsync("removeStage", new { stageId = line["D"] }));
        Assert.Equal(["stageId"], await _office.RefusedAsync("updateStage", new { stageId = line["D"], name = "New" }));
    }

    [Fact]
    public async Task A_pipeline_keeps_its_last_stage()
    {
        var line = await _office.PlainPipelineAsync("FREE", stages: 1);

        Assert.Equal(["stageId"], await _office.RefusedAsync("removeStage", new { stageId = line["A"] }));
        Assert.Equal(["stages"], await _office.RefusedAsync("createPipeline",
            new { name = "Empty", currency = "EUR", stages = Array.Empty<object>() }));
    }

    [Fact]
    public async Task A_removed_stage_hands_its_deals_on_as_overridden_transfers_and_stays_readable()
    {
        var line = await _office.PlainPipelineAsync("STRICT");
        var deal = await company.DealAsync(line);

        await _office.CallAsync(
            "removeStage", new { stageId = line["A"], moveOpenDealsTo = line["C"] }, "pipeline { id }");

        var read = await _office.ReadAsync(deal, """
            stage { name } visits { stage { name } exit }
            transitions(last: 1) { kind reason isOverride fromStage { name } toStage { name } }
            """);
        Assert.Equal("""
            {"stage":{"name":"C"},"visits":[{"stage":{"name":"A"},"exit":"TRANSFERRED"},{"stage":{"name":"C"},"exit":null}],"transitions":[{"kind":"TRANSFERRED","reason":"stage removed","isOverride":true,"fromStage":{"name":"A"},"toStage":{"name":"C"}}]}
            """, read.GetRawText());
    }

    [Fact]
    public async Task The_currency_of_a_pipeline_with_deals_stays()
    {
        var line = await _office.PlainPipelineAsync("FREE");
        object input = new { pipelineId = line.Id, currency = "USD" };

        Assert.True((await _office.CallAsync("updatePipeline", input, "pipeline { currency }")).HasSucceeded);
        await company.WonAsync(line);
        Assert.Equal(["currency"],
            await _office.RefusedAsync("updatePipeline", new { pipelineId = line.Id, currency = "EUR" }));
    }

    [Fact]
    public async Task An_order_names_every_stage_once_and_none_of_another_pipeline()
    {
        var line = await _office.PlainPipelineAsync("FREE", stages: 2);
        Task<string[]> RefusedAsync(params string[] stageIds)
            => _office.RefusedAsync("reorderStages", new { pipelineId = line.Id, stageIds });

        Assert.Equal(["stageIds"], await RefusedAsync(line["B"]));
        Assert.Equal(["stageIds"], await RefusedAsync());
        Assert.Equal(["stageIds.2"], await RefusedAsync(line["B"], line["A"], line["A"]));
        Assert.Equal(["stageIds.1", "stageIds"], await RefusedAsync(line["B"], company.Free["A"]));
    }

    [Fact]
    public async Task Exit_criteria_keep_their_kind_and_belong_to_their_stage()
    {
        var (line, item) = await company.ChecklistAsync();
        var foreign = (await company.CriteriaAsync(company.Guided["Prospecting"]))[0];
        Task<string[]> RefusedAsync(params object[] exitCriteria)
            => _office.RefusedAsync("updateStage", new { stageId = line["A"], exitCriteria });

        Assert.Equal(["exitCriteria.0.kind"], await RefusedAsync(new { id = item, kind = "NO_OPEN_OBJECTIONS" }));
        Assert.Equal(["exitCriteria.0.id"],
            await RefusedAsync(new { id = foreign, kind = "FIELD_PRESENT", field = "ACCOUNT" }));
        Assert.Equal(["exitCriteria.1.id"], await RefusedAsync(
            new { id = item, kind = "CHECKLIST_ITEM", label = "A" },
                new { id = item, kind = "CHECKLIST_ITEM", label = "B" }));
        Assert.Equal(["exitCriteria.0.label"], await RefusedAsync(new { kind = "CHECKLIST_ITEM" }));
        Assert.Equal(["exitCriteria.0.field"], await RefusedAsync(new { kind = "FIELD_PRESENT" }));
        Assert.Equal(["exitCriteria.0.factor"], await RefusedAsync(new { kind = "FACTOR_CONFIRMED" }));
        Assert.Equal(["exitCriteria.0.activityType"], await RefusedAsync(new { kind = "ACTIVITY_COMPLETED" }));
        Assert.Equal(["exitCriteria.0.minimumScore"],
            await RefusedAsync(new { kind = "MINIMUM_SCORE", minimumScore = 101 }));
        Assert.Equal(["exitCriteria.0.minimumScore"],
            await RefusedAsync(new { kind = "NO_OPEN_OBJECTIONS", minimumScore = 1 }));
    }

    [Fact]
    public async Task Completions_stay_with_a_criterion_that_is_listed_by_its_id_and_the_stage_takes_its_new_name()
    {
        var (line, item) = await company.ChecklistAsync();
        var deal = await company.DealAsync(line);
        await _office.CallAsync("completeChecklistItem", new { dealId = deal, criterionId = item });

        await _office.CallAsync("updateStage", new
        {
            stageId = line["A"],
            name = "Signing",
            exitCriteria = new object[]
            {
                new { kind = "NO_OPEN_OBJECTIONS" },
                    new { id = item, kind = "CHECKLIST_ITEM", label = "Signed by both" },
            },
        }, "stage { id }");

        var read = await _office.ReadAsync(deal,
            "stage { name exitCriteria { id label } } checklist { criterion { label } isMet }");
        Assert.Equal("Signing", read.GetProperty("stage").GetProperty("name").GetString());
        Assert.Equal(item, read.GetProperty("stage").GetProperty("exitCriteria")[1].GetProperty("id").GetString());
        Assert.Contains("""{"criterion":{"label":"Signed by both"},"isMet":true}""", read.GetRawText());
    }

    [Fact]
    public async Task A_manager_of_a_team_does_not_change_stages_where_others_have_deals()
    {
        var line = await _office.PlainPipelineAsync("FREE");
        await _office.DealAsync(line, more: new { ownerId = company.Sam });
        var north = new By(Role.Manager, "norma", "North");

        Assert.Equal("AUTH_NOT_AUTHORIZED",
            await _office.DeniedAsync("updateStage", new { stageId = line["A"], name = "New" }, north));
        Assert.Equal("AUTH_NOT_AUTHORIZED",
            await _office.DeniedAsync("removeStage", new { stageId = line["A"], moveOpenDealsTo = line["B"] }, north));
        Assert.True((await _office.CallAsync(
            "updateStage", new { stageId = line["A"], name = "New" }, "stage { id }", By.Manager))
            .HasSucceeded);
    }
}
