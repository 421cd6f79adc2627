namespace PipelineGraph.Domain.Pipelines;

/// <summary>A stage where a deal could go, and what the process says about it.</summary>
public sealed record MoveOption(Stage Stage, MoveVerdict Verdict);
