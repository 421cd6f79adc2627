using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Pipelines;

public class PipelineDesignTests
{
    private static readonly DateTime Tuesday = Given.Monday.AddDays(1);
    private static readonly ExitCriterionDefinition Source =
        ExitCriterionDefinition.Present(DealField.Source, "The source is known");

    private static readonly ExitCriterionDefinition Legal = new(ExitCriterionKind.ChecklistItem, "Legal has read it");

    private readonly Pipeline _pipeline = new("Sales", "EUR", Given.Monday,
        [new("Lead", 0.1) { ExitCriteria = [Source, Legal] }, new("Offer", 0.5), new("Closing", 0.9)]);

    [Fact]
    public void An_edit_changes_what_it_names_and_counts_once()
    {
        var changed = _pipeline.Edit(
            new() { Name = "Partners", Enforcement = ProcessEnforcement.Strict, TimeZone = "Europe/Berlin" }, Tuesday,
            hasDeals: true);

        Assert.True(changed);
        Assert.Equal(("Partners", ProcessEnforcement.Strict, "Europe/Berlin", "EUR"),
            (_pipeline.Name, _pipeline.Enforcement, _pipeline.TimeZone, _pipeline.Currency));
        Assert.Equal((2, Tuesday), (_pipeline.Version, _pipeline.UpdatedAt));
        Assert.False(_pipeline.Edit(new() { Name = "Partners" }, Tuesday, hasDeals: true));
        Assert.Equal(2, _pipeline.Version);
    }

    [Fact]
    public void The_currency_changes_only_while_there_are_no_deals()
    {
        Assert.Equal(["currency"], Faults(() => _pipeline.Edit(new() { Currency = "USD" }, Tuesday, hasDeals: true)));
        Assert.False(_pipeline.Edit(new() { Currency = "EUR" }, Tuesday, hasDeals: true));

        Assert.True(_pipeline.Edit(new() { Currency = "USD" }, Tuesday, hasDeals: false));
    }

    [Fact]
    public void Every_fault_of_an_edit_is_told_at_once()
        => Assert.Equal(["name", "currency", "timeZone"], Faults(() => _pipeline.Edit(
            new() { Name = " ", Currency = "eur", TimeZone = "Mars" }, Tuesday, hasDeals: false)));

    [Fact]
    public void Every_fault_of_a_new_pipeline_is_told_at_once_with_its_path()
        => Assert.Equal(["currency", "stages.0.name", "stages.1.exitCriteria.0.id", "stages.1.exitCriteria.0.label"],
            Faults(() => _ = new Pipeline("Sales", "?", Given.Monday,
                [
                    new("", 0.1),
                    new("Offer", 0.5) { ExitCriteria = [Legal with { Id = Guid.NewGuid(), Label = "" }] },
                ])));

    [Fact]
    public void A_stage_takes_new_values_and_keeps_the_others()
    {
        var stage = _pipeline.Stages[1];
        _pipeline.EditStage(stage, new() { TargetDays = 5, Guidance = "Write it." }, Tuesday);

        var changed = _pipeline.EditStage(stage, new() { TargetDays = new(null), Probability = 0.6 }, Tuesday);

        Assert.True(changed);
        Assert.Equal(("Offer", 0.6, null, "Write it.", 3),
            (stage.Name, stage.Probability, stage.TargetDays, stage.Guidance, _pipeline.Version));
        Assert.False(_pipeline.EditStage(stage, new() { Probability = 0.6 }, Tuesday));
    }

    [Fact]
    public void A_new_list_of_criteria_keeps_those_with_an_id_and_retires_those_not_listed()
    {
        var stage = _pipeline.Stages[0];
        var (source, legal) = (stage.ExitCriteria[0], stage.ExitCriteria[1]);
        var sent = new ExitCriterionDefinition(ExitCriterionKind.ActivityCompleted, "It is sent")
        {
            ActivityType = ActivityType.ProposalSent,
        };

        _pipeline.EditStage(
            stage, new() { ExitCriteria = [sent, Legal with { Id = legal.Id, Label = "Read" }] }, Tuesday);

        Assert.Equal(["It is sent", "Read"], stage.CriteriaInUse().Select(criterion => criterion.Label));
        Assert.Same(legal, stage.CriteriaInUse().Last());
        Assert.Equal((Tuesday, 2), (source.RetiredAt, _pipeline.Version));
        Assert.DoesNotContain(source, ExitCriteria.Unmet(stage, default, []));
    }

    [Fact]
    public void The_same_list_of_criteria_changes_nothing()
    {
        var stage = _pipeline.Stages[0];
        var (source, legal) = (stage.ExitCriteria[0].Id, stage.ExitCriteria[1].Id);
        StageEdit same = new() { ExitCriteria = [Source with { Id = source }, Legal with { Id = legal }] };

        Assert.False(_pipeline.EditStage(stage, same, Tuesday));
        Assert.True(_pipeline.EditStage(stage, same with { ExitCriteria = [.. same.ExitCriteria.Reverse()] }, Tuesday));
    }

    [Fact]
    public void Criteria_of_other_kinds_stages_or_twice_are_refused_with_their_path()
    {
        var stage = _pipeline.Stages[0];
        var known = stage.ExitCriteria[1].Id;
        StageEdit edit = new()
        {
            Probability = 2,
            ExitCriteria =
            [
                Source with { Id = known }, Legal with { Id = known }, Legal with { Id = Guid.NewGuid() },
                Legal with { MinimumScore = 101 },
            ],
        };

        var faults = Faults(() => _pipeline.EditStage(stage, edit, Tuesday));

        Assert.Equal(
            [
                "probability", "exitCriteria.3.minimumScore", "exitCriteria.0.kind",
                "exitCriteria.1.id", "exitCriteria.2.id",
            ],
            faults);
        Assert.Equal(faults, edit.Faults(stage).Select(fault => fault.Field));
        Assert.Equal((1, 0.1, 2), (_pipeline.Version, stage.Probability, stage.CriteriaInUse().Count()));
    }

    [Fact]
    public void Stages_come_in_the_order_that_is_asked_for()
    {
        var (lead, offer, closing) = (_pipeline.Stages[0], _pipeline.Stages[1], _pipeline.Stages[2]);

        Assert.True(_pipeline.Reorder([closing.Id, lead.Id, offer.Id], Tuesday));

        Assert.Equal([closing, lead, offer], _pipeline.StagesInUse());
        Assert.Equal([2, 3, 1], _pipeline.Stages.Select(stage => stage.Position));
        Assert.False(_pipeline.Reorder([closing.Id, lead.Id, offer.Id], Tuesday));
        Assert.Equal(2, _pipeline.Version);
    }

    [Fact]
    public void An_order_names_every_stage_once()
    {
        var (lead, offer) = (_pipeline.Stages[0].Id, _pipeline.Stages[1].Id);

        Assert.Equal(["stageIds"], Faults(() => _pipeline.Reorder([lead, offer], Tuesday)));
        Assert.Equal(["stageIds.1", "stageIds.3", "stageIds"],
            Faults(() => _pipeline.Reorder([lead, lead, offer, Guid.NewGuid()], Tuesday)));
    }

    [Fact]
    public void A_stage_or_pipeline_with_open_deals_stays_in_use()
    {
        Assert.Equal(3, Assert.Throws<StageInUseException>(
            () => _pipeline.RemoveStage(_pipeline.Stages[0], Tuesday, openDeals: 3)).OpenDeals);
        Assert.Equal(1, Assert.Throws<StageInUseException>(() => _pipeline.Archive(Tuesday, openDeals: 1)).OpenDeals);

        Assert.Equal((3, false, 1), (_pipeline.StagesInUse().Count(), _pipeline.IsArchived, _pipeline.Version));
    }

    [Fact]
    public void A_pipeline_is_archived_once()
    {
        Assert.True(_pipeline.Archive(Tuesday));
        Assert.False(_pipeline.Archive(Tuesday));

        Assert.Equal((true, 2), (_pipeline.IsArchived, _pipeline.Version));
    }

    [Fact]
    public void Deals_of_a_removed_stage_go_to_another_stage_of_the_pipeline()
    {
        var stages = _pipeline.Stages;

        _pipeline.RequireSuccessor(stages[0], stages[1]);

        Assert.Equal(["moveOpenDealsTo"], Faults(() => _pipeline.RequireSuccessor(stages[0], stages[0])));
        Assert.Equal(["moveOpenDealsTo"], Faults(() => _pipeline.RequireSuccessor(stages[0], Given.Proposal)));
    }

    private static List<string> Faults(Action call)
        => [.. Assert.Throws<InvalidInputException>(call).Faults.Select(fault => fault.Field)];
}
