namespace PipelineGraph.Domain.Pipelines;

public enum ExitCriterionKind
{
    FieldPresent, FactorConfirmed, MinimumScore, ActivityCompleted, ChecklistItem, NoOpenObjections,
}
