namespace PipelineGraph.Domain.Pipelines;

/// <summary>Open deals stand in the stage, or in a stage of the pipeline; nothing has changed.</summary>
public sealed class StageInUseException(int openDeals)
    : Exception(openDeals == 1 ? "An open deal stands there." : $"{openDeals} open deals stand there.")
{
    public int OpenDeals { get; } = openDeals;
}
