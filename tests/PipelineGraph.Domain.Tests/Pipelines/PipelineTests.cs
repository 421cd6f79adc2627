using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Pipelines;

public class PipelineTests
{
    [Fact]
    public void Default_process_has_five_stages_with_their_probabilities_and_exit_criteria()
    {
        var pipeline = new Pipeline("Sales", "EUR", Given.Monday);

        Assert.Equal(
            [("Prospecting", 1, 0.1, 2), ("Qualification", 2, 0.2, 4), ("Proposal", 3, 0.5, 3),
                ("Negotiation", 4, 0.8, 1),
                ("Closing", 5, 0.9, 0)],
            pipeline.Stages.Select(stage => (stage.Name, stage.Position, stage.Probability, stage.ExitCriteria.Count)));
        Assert.All(pipeline.Stages, stage => Assert.Equal((StallRules.All, pipeline),
            (stage.StallRules, stage.Pipeline)));
        Assert.Equal((ProcessEnforcement.Guided, "UTC", 1), (pipeline.Enforcement, pipeline.TimeZone,
            pipeline.Version));
    }

    [Fact]
    public void Added_stage_takes_its_place_and_later_ones_move_back()
    {
        var pipeline = new Pipeline("Sales", "EUR", Given.Monday);

        var pilot = pipeline.AddStage(new StageDefinition("Pilot", 0.6), Given.Monday.AddDays(1), position: 4);

        Assert.Equal(4, pilot.Position);
        Assert.Equal(["Prospecting", "Qualification", "Proposal", "Pilot", "Negotiation", "Closing"], Names(pipeline));
        Assert.Equal((2, Given.Monday.AddDays(1)), (pipeline.Version, pipeline.UpdatedAt));
    }

    [Fact]
    public void Removed_stage_keeps_its_position_and_the_others_close_ranks()
    {
        var pipeline = new Pipeline("Sales", "EUR", Given.Monday);
        var qualification = pipeline.Stages[1];

        pipeline.RemoveStage(qualification, Given.Monday.AddDays(1));

        Assert.Equal((Given.Monday.AddDays(1), 2), (qualification.RemovedAt, qualification.Position));
        Assert.Equal(["Prospecting", "Proposal", "Negotiation", "Closing"], Names(pipeline));
        Assert.Equal(5, pipeline.Stages.Count);
    }

    [Fact]
    public void Refused_designs_change_nothing()
    {
        var pipeline = new Pipeline("Sales", "EUR", Given.Monday, [new StageDefinition("Only", 1)]);

        Assert.Throws<InvalidInputException>(() => pipeline.RemoveStage(pipeline.Stages[0], Given.Monday));
        Assert.Throws<InvalidInputException>(() => pipeline.RemoveStage(Given.Prospecting, Given.Monday));
        Assert.Throws<InvalidInputException>(() => pipeline.AddStage(new StageDefinition("", 0.5), Given.Monday));
        Assert.Throws<InvalidInputException>(() => pipeline.AddStage(new StageDefinition("Next", 1.5), Given.Monday));
        Assert.Throws<InvalidInputException>(() => pipeline.AddStage(new StageDefinition("Next", 0.5), Given.Monday,
            3));
        Assert.Throws<InvalidInputException>(
            () => pipeline.AddStage(new StageDefinition("Next", 0.5) { TargetDays = 0 }, Given.Monday));
        Assert.Throws<InvalidInputException>(
            () => pipeline.AddStage(new StageDefinition("Next", 0.5) { StallRules = (StallRules)16 }, Given.Monday));

        Assert.Equal(["Only"], Names(pipeline));
        Assert.Equal(1, pipeline.Version);
    }

    [Fact]
    public void Faulty_pipeline_is_refused_with_all_faults()
    {
        var refused = Assert.Throws<InvalidInputException>(
            () => new Pipeline(" ", "EURO", Given.Monday, [], timeZone: "Middle-earth/Shire"));

        Assert.Equal(["name", "currency", "timeZone", "stages"], refused.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Faults_of_a_stage_say_which_one()
    {
        var refused = Assert.Throws<InvalidInputException>(() => new Pipeline("Sales", "EUR", Given.Monday,
            [new StageDefinition("One", 0.1), new StageDefinition("",
                0.2) { ExitCriteria = [new(ExitCriterionKind.MinimumScore, "x")] }]));

        Assert.Equal(["stages.1.name", "stages.1.exitCriteria.0.minimumScore"],
            refused.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Exit_criterion_takes_its_own_operand_and_no_other()
    {
        ExitCriterionDefinition[] faulty =
        [
            new(ExitCriterionKind.FieldPresent, "No field"),
            new(ExitCriterionKind.ChecklistItem, "With a field") { Field = DealField.Amount },
            new(ExitCriterionKind.FactorConfirmed, "With a score") { Factor = QualificationFactor.Need,
                MinimumScore = 1 },
            new(ExitCriterionKind.MinimumScore, "Too high") { MinimumScore = 101 },
            new(ExitCriterionKind.ActivityCompleted, " ") { ActivityType = ActivityType.Call },
        ];

        foreach (var criterion in faulty)
        {
            Assert.Throws<InvalidInputException>(() => new Pipeline("Sales", "EUR", Given.Monday,
                [new StageDefinition("One", 0.1) { ExitCriteria = [criterion] }]));
        }
    }

    private static IEnumerable<string> Names(Pipeline pipeline)
    {
        var inUse = pipeline.Stages.Where(stage => stage.RemovedAt is null).OrderBy(stage => stage.Position).ToList();
        Assert.Equal(Enumerable.Range(1, inUse.Count), inUse.Select(stage => stage.Position));
        return inUse.Select(stage => stage.Name);
    }
}
