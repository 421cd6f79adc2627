namespace PipelineGraph.Domain.Alerts;

/// <summary>Why a deal counts as stalled; the bits of <see cref="Pipelines.StallRules"/> are in the same
/// order.</summary>
public enum StallReason { TimeInStage, NoActivity, NextStepOverdue, CloseDatePassed }
