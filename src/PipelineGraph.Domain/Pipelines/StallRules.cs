namespace PipelineGraph.Domain.Pipelines;

/// <summary>Which reasons make a deal of a stage count as stalled; a set, stored as one integer.</summary>
[Flags]
public enum StallRules
{
    None = 0,
    TimeInStage = 1,
    NoActivity = 2,
    NextStepOverdue = 4,
    CloseDatePassed = 8,
    All = TimeInStage | NoActivity | NextStepOverdue | CloseDatePassed,
}
