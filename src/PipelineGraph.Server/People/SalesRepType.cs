using PipelineGraph.Domain.People;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.People;

internal sealed class SalesRepType : EntityType<SalesRep>
{
    public SalesRepType()
    {
        Description("A person who sells and owns deals.");
        Node(rep => rep.Id);
        Field(rep => rep.Name).Description("The person's name.");
        Field(rep => rep.Email).Description("Email address.");
        Field(rep => rep.Team).Description("Name of the team.");
        Field(rep => rep.IsActive).Description("Whether the person still sells here.");
        Field(rep => rep.UpdatedAt).Description("When it last changed; for sync.");
        Field(rep => rep.Version).Description("Grows by one with every change; give it back as expectedVersion.");
        Connection("deals", rep => rep.Deals.Where(deal => deal.VoidedAt == null)).FilteredAndSorted().Filterable()
            .Description("The deals that the person owns.");
    }
}
