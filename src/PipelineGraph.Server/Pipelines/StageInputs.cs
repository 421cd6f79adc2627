using System.ComponentModel;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Pipelines;

[Description("An exit criterion of a stage. Each kind takes its own operand and no other.")]
internal sealed record ExitCriterionInput(
    [property: Description("A criterion that the stage has: it keeps its identity and completions, and its kind. A new one "
        + "when left out.")]
    NodeId<ExitCriterion>? Id,
    [property: Description("What is asked.")] ExitCriterionKind Kind,
    [property: Description("What a person reads; made from kind and operand when left out.")] string? Label,
    [property: Description("For FIELD_PRESENT.")] DealField? Field,
    [property: Description("For FACTOR_CONFIRMED.")] QualificationFactor? Factor,
    [property: Description("For MINIMUM_SCORE, 0 to 100.")] int? MinimumScore,
    [property: Description("For ACTIVITY_COMPLETED.")] ActivityType? ActivityType)
{
    public ExitCriterionDefinition Definition() => new(Kind, Label ?? CriterionLabels.Of(this))
    {
        Id = Id?.Value,
        Field = Field,
        Factor = Factor,
        MinimumScore = MinimumScore,
        ActivityType = ActivityType,
    };
}

[Description("A stage as it is designed.")]
internal sealed record StageInput(
    [property: Description("1 to 200 characters.")] string Name,
    [property: Description("Of winning from here, 0 to 1; by its place among the stages when left out.")]
    double? Probability,
    [property: Description("How long a deal should take here, in days, above 0.")] double? TargetDays,
    [property: Description("A deal is stalled after so many days, above 0.")] double? StalledAfterDays,
    [property: Description("Which reasons for a stall count here; all when left out.")]
    IReadOnlyList<StallReason>? StallRules,
    [property: Description("What must be done in this stage, Markdown.")] string? Guidance,
    [property: Description("What must hold before a deal leaves it forward.")]
    IReadOnlyList<ExitCriterionInput>? ExitCriteria)
{
    /// <param name="index">Place among the stages, from 0.</param>
    /// <param name="count">How many stages there are with it.</param>
    public StageDefinition Definition(int index, int count) => new(
        Name, Probability ?? DefaultProcess.ProbabilityAt(index, count))
    {
        TargetDays = TargetDays,
        StalledAfterDays = StalledAfterDays,
        StallRules = StallRules is { } reasons ? StallRuleList.Of(reasons) : Domain.Pipelines.StallRules.All,
        Guidance = Guidance,
        ExitCriteria = [.. (ExitCriteria ?? []).Select(criterion => criterion.Definition())],
    };
}

internal sealed record AddStageInput(
    [property: Description("The pipeline.")] NodeId<Pipeline> PipelineId,
    [property: Description("The stage.")] StageInput Stage,
    [property: Description("Its 1-based place, at most one above the last; the end when left out.")] int? Position,
    [property: Description(ExpectedVersionText.OfPipeline)] int? ExpectedVersion);

internal sealed record UpdateStageInput(
    [property: Description("The stage.")] NodeId<Stage> StageId,
    [property: Description("Not null.")] Optional<string> Name,
    [property: NeverCleared, Description("Of winning from here, 0 to 1.")] double? Probability,
    [property: Description("How long a deal should take here, in days, above 0.")] Optional<double?> TargetDays,
    [property: Description("A deal is stalled after so many days, above 0.")] Optional<double?> StalledAfterDays,
    [property: NeverCleared, Description("Which reasons for a stall count here.")] IReadOnlyList<StallReason>? StallRules,
    [property: Description("What must be done in this stage, Markdown.")] Optional<string?> Guidance,
    [property: NeverCleared, Description("The whole new list: those with an id stay what they are, those without are new, those not "
        + "listed are no longer asked.")]
    IReadOnlyList<ExitCriterionInput>? ExitCriteria,
    [property: Description(ExpectedVersionText.OfPipeline)] int? ExpectedVersion)
{
    public StageEdit Edit() => new()
    {
        Name = Name.ToRequiredChange(),
        Probability = Probability.ToChange(),
        TargetDays = TargetDays.ToChange(),
        StalledAfterDays = StalledAfterDays.ToChange(),
        StallRules = StallRules is { } reasons ? new(StallRuleList.Of(reasons)) : null,
        Guidance = Guidance.ToChange(),
        ExitCriteria = ExitCriteria is { } criteria ? [.. criteria.Select(criterion => criterion.Definition())] : null,
    };
}

internal sealed record ReorderStagesInput(
    [property: Description("The pipeline.")] NodeId<Pipeline> PipelineId,
    [property: Description("All its stages, in the new order.")] IReadOnlyList<NodeId<Stage>> StageIds,
    [property: Description(ExpectedVersionText.OfPipeline)] int? ExpectedVersion);

internal sealed record RemoveStageInput(
    [property: Description("The stage.")] NodeId<Stage> StageId,
    [property: Description("Another stage of the pipeline, where its open deals go; needed while there are any.")]
    NodeId<Stage>? MoveOpenDealsTo,
    [property: Description(ExpectedVersionText.OfPipeline)] int? ExpectedVersion);

internal sealed record StageChanged(
    [property: Description("The stage as it is after the change.")] NodeId<Stage>? Stage)
{
    public static StageChanged Of(Stage stage) => new(NodeId.Of(stage.Id, stage));
}

internal sealed record StageAdded(
    [property: Description("The pipeline as it is after the change.")] NodeId<Pipeline>? Pipeline,
    [property: Description("The new stage.")] NodeId<Stage>? Stage);
