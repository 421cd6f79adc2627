namespace PipelineGraph.Domain.Pipelines;

/// <summary>How strictly stage moves must follow the process.</summary>
public enum ProcessEnforcement { Free, Guided, Strict }
