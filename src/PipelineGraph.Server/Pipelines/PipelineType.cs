using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Pipelines;

internal sealed class PipelineType : EntityType<Pipeline>
{
    public PipelineType()
    {
        Description("A process of selling: its stages in order, and the deals that go through them.");
        Node(pipeline => pipeline.Id);
        Field(pipeline => pipeline.Name).Description("What people call it.");
        Field(pipeline => pipeline.Description).Description("What it is for.");
        Field(pipeline => pipeline.Enforcement).Description("How strictly stage moves must follow the process.");
        Field(pipeline => pipeline.Currency)
            .Description("Reporting currency, ISO 4217; may change only while the pipeline has no deals.");
        Field(pipeline => pipeline.TimeZone)
            .Description("IANA name of the zone in which its days begin, `UTC` by default.");
        Field(pipeline => pipeline.IsArchived).Description("Taken out of use; its deals stay readable.");
        List("stages", pipeline => pipeline.Stages.Where(stage => stage.RemovedAt == null))
            .OrderedBy((Stage stage) => stage.Position).OfAbout(6).Filterable()
            .Description("The stages in use, in order.");
        Connection("deals", pipeline => pipeline.Deals.Where(deal => deal.VoidedAt == null))
            .FilteredAndSorted().Filterable()
            .Description("The deals that are in this pipeline, or were when they closed.");
        Field(pipeline => pipeline.Version)
            .Description("Grows by one with every change of the pipeline or its stages; give it back as expectedVersion.");
    }
}
