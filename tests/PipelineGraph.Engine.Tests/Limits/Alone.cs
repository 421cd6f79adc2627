namespace PipelineGraph.Engine.Tests.Limits;

/// <summary>Tests that measure processor time do not run beside others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
