using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Pipelines;

public class ProcessRulesTests
{
    private static readonly string[] Names = ["First", "Second", "Third", "Fourth"];

    [Theory]
    [InlineData(ProcessEnforcement.Free, 0, 1, false, false, false, true)]
    [InlineData(ProcessEnforcement.Free, 0, 3, true, false, false, true)]
    [InlineData(ProcessEnforcement.Free, 3, 0, false, false, false, true)]
    [InlineData(ProcessEnforcement.Guided, 0, 1, false, false, false, true)]
    [InlineData(ProcessEnforcement.Guided, 0, 1, true, true, false, true)]
    [InlineData(ProcessEnforcement.Guided, 0, 2, false, true, false, true)]
    [InlineData(ProcessEnforcement.Guided, 2, 1, false, true, false, true)]
    [InlineData(ProcessEnforcement.Strict, 0, 1, false, false, false, true)]
    [InlineData(ProcessEnforcement.Strict, 0, 1, true, true, true, false)]
    [InlineData(ProcessEnforcement.Strict, 0, 2, false, true, true, false)]
    [InlineData(ProcessEnforcement.Strict, 2, 1, false, true, true, false)]
    public void A_move_against_the_process_needs_what_the_enforcement_asks(
        ProcessEnforcement enforcement, int from, int to, bool isUnmet, bool needsReason, bool needsOverride,
        bool isAllowed)
    {
        var stages = Of(enforcement).Stages;

        var verdict = ProcessRules.OfMove(stages[from], stages[to], mayOverride: false, Unmet(stages[from], isUnmet));
        var ofManager = ProcessRules.OfMove(stages[from], stages[to], mayOverride: true, Unmet(stages[from], isUnmet));

        Assert.Equal((needsReason, needsOverride, isAllowed),
            (verdict.NeedsReason, verdict.NeedsOverride, verdict.IsAllowed));
        Assert.Equal((needsReason, needsOverride, true),
            (ofManager.NeedsReason, ofManager.NeedsOverride, ofManager.IsAllowed));
    }

    [Fact]
    public void A_forward_move_names_the_stages_it_skips_and_the_criteria_it_leaves_open()
    {
        var stages = Of(ProcessEnforcement.Guided).Stages;

        var verdict = ProcessRules.OfMove(stages[0], stages[3], mayOverride: false, Unmet(stages[0], true));

        Assert.Equal([stages[1], stages[2]], verdict.Skipped);
        Assert.Equal(stages[0].ExitCriteria, verdict.Unmet);
    }

    [Fact]
    public void A_backward_move_asks_no_criteria()
    {
        var stages = Of(ProcessEnforcement.Guided).Stages;

        var verdict = ProcessRules.OfMove(stages[2], stages[0], mayOverride: false, Unmet(stages[2], true));

        Assert.Empty(verdict.Unmet);
        Assert.Empty(verdict.Skipped);
        Assert.False(ProcessRules.AsksExitCriteria(stages[2], stages[0]));
    }

    [Fact]
    public void A_removed_stage_is_not_skipped()
    {
        var pipeline = Of(ProcessEnforcement.Strict);
        var stages = pipeline.StagesInUse().ToList();
        pipeline.RemoveStage(stages[1], Given.Monday);

        var verdict = ProcessRules.OfMove(stages[0], stages[2], mayOverride: false, []);

        Assert.Equal((true, false), (verdict.IsAllowed, verdict.NeedsOverride));
    }

    [Theory]
    [InlineData(ProcessEnforcement.Free, 0, true, false, false, true)]
    [InlineData(ProcessEnforcement.Guided, 3, false, false, false, true)]
    [InlineData(ProcessEnforcement.Guided, 3, true, true, false, true)]
    [InlineData(ProcessEnforcement.Guided, 2, false, true, false, true)]
    [InlineData(ProcessEnforcement.Strict, 3, false, false, false, true)]
    [InlineData(ProcessEnforcement.Strict, 3, true, true, true, false)]
    [InlineData(ProcessEnforcement.Strict, 0, false, true, true, false)]
    public void A_win_is_regular_from_the_last_stage_with_its_criteria_met(
        ProcessEnforcement enforcement, int from, bool isUnmet, bool needsReason, bool needsOverride, bool isAllowed)
    {
        var stages = Of(enforcement).Stages;

        var verdict = ProcessRules.OfWin(stages[from], mayOverride: false, Unmet(stages[from], isUnmet));

        Assert.Equal((needsReason, needsOverride, isAllowed),
            (verdict.NeedsReason, verdict.NeedsOverride, verdict.IsAllowed));
        Assert.Equal(stages.Skip(from + 1), verdict.Skipped);
    }

    [Theory]
    [InlineData(ProcessEnforcement.Free, 2, false, false, true)]
    [InlineData(ProcessEnforcement.Guided, 0, false, false, true)]
    [InlineData(ProcessEnforcement.Guided, 2, true, false, true)]
    [InlineData(ProcessEnforcement.Strict, 0, false, false, true)]
    [InlineData(ProcessEnforcement.Strict, 2, true, true, false)]
    public void A_creation_is_regular_in_the_first_stage(
        ProcessEnforcement enforcement, int stage, bool needsReason, bool needsOverride, bool isAllowed)
    {
        var stages = Of(enforcement).Stages;

        var verdict = ProcessRules.OfCreation(stages[stage], mayOverride: false);

        Assert.Equal((needsReason, needsOverride, isAllowed),
            (verdict.NeedsReason, verdict.NeedsOverride, verdict.IsAllowed));
        Assert.Equal(stages.Take(stage), verdict.Skipped);
    }

    [Theory]
    [InlineData(ProcessEnforcement.Free, 3, false, true)]
    [InlineData(ProcessEnforcement.Guided, 3, false, true)]
    [InlineData(ProcessEnforcement.Strict, 0, false, true)]
    [InlineData(ProcessEnforcement.Strict, 1, false, true)]
    [InlineData(ProcessEnforcement.Strict, 2, true, false)]
    public void A_reopening_needs_a_reason_and_in_a_strict_pipeline_an_override_beyond_the_stage_of_the_close(
        ProcessEnforcement enforcement, int to, bool needsOverride, bool isAllowed)
    {
        var stages = Of(enforcement).Stages;

        var verdict = ProcessRules.OfReopening(stages[1], stages[to], mayOverride: false);

        Assert.Equal((true, needsOverride, isAllowed), (verdict.NeedsReason, verdict.NeedsOverride, verdict.IsAllowed));
    }

    [Theory]
    [InlineData(ProcessEnforcement.Free, ProcessEnforcement.Guided, 0, false)]
    [InlineData(ProcessEnforcement.Free, ProcessEnforcement.Guided, 2, false)]
    [InlineData(ProcessEnforcement.Guided, ProcessEnforcement.Free, 2, false)]
    [InlineData(ProcessEnforcement.Free, ProcessEnforcement.Strict, 0, false)]
    [InlineData(ProcessEnforcement.Free, ProcessEnforcement.Strict, 1, true)]
    [InlineData(ProcessEnforcement.Strict, ProcessEnforcement.Free, 0, true)]
    [InlineData(ProcessEnforcement.Strict, ProcessEnforcement.Strict, 0, true)]
    public void A_transfer_needs_a_reason_and_an_override_to_leave_or_enter_a_strict_pipeline_its_own_way(
        ProcessEnforcement from, ProcessEnforcement to, int stage, bool needsOverride)
    {
        var (source, target) = (Of(from).Stages[1], Of(to).Stages[stage]);

        var verdict = ProcessRules.OfMove(source, target, mayOverride: false, []);
        var ofManager = ProcessRules.OfMove(source, target, mayOverride: true, []);

        Assert.Equal((true, needsOverride, !needsOverride),
            (verdict.NeedsReason, verdict.NeedsOverride, verdict.IsAllowed));
        Assert.Equal((true, needsOverride, true),
            (ofManager.NeedsReason, ofManager.NeedsOverride, ofManager.IsAllowed));
    }

    [Fact]
    public void Options_are_the_other_stages_in_order_and_none_is_possible_once_the_deal_is_closed()
    {
        var stages = Of(ProcessEnforcement.Guided).Stages;

        var open = ProcessRules.OptionsFrom(stages[1], isOpen: true, mayOverride: false, []);
        var closed = ProcessRules.OptionsFrom(stages[1], isOpen: false, mayOverride: true, []);

        Assert.Equal([stages[0], stages[2], stages[3]], open.Select(option => option.Stage));
        Assert.Equal([true, false, true], open.Select(option => option.Verdict.NeedsReason));
        Assert.Equal(open.Select(option => option.Stage), closed.Select(option => option.Stage));
        Assert.All(closed, option => Assert.False(option.Verdict.IsAllowed));
    }

    private static IReadOnlyList<ExitCriterion> Unmet(Stage stage, bool isUnmet)
        => ExitCriteria.Unmet(stage, new DealFacts { HasSource = !isUnmet }, []);

    private static Pipeline Of(ProcessEnforcement enforcement) => new(enforcement.ToString(), "EUR", Given.Monday,
        [.. Names.Select(name => new StageDefinition(name, 0.5)
        {
            ExitCriteria = [ExitCriterionDefinition.Present(DealField.Source, "The source is known")],
        })],
        enforcement);
}
