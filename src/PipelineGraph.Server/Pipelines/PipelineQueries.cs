using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Pipelines;

internal sealed class PipelineQueries : ReaderQueries
{
    public PipelineQueries()
    {
        List("pipelines", () => Rows.Of<Pipeline>()).OrderedBy((Pipeline pipeline) => pipeline.Name)
            .Description("All pipelines, archived ones included, by name.");
        ById<Pipeline>("pipelineById").Description("A pipeline by its global id; null when there is none.");
        ById<Stage>("stageById").Description("A stage by its global id, removed ones included; null when there is none.");
    }
}
