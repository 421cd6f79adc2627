using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Deals;

internal sealed class QualificationType : EntityType<Deal>
{
    public QualificationType()
    {
        ViewOf();
        Description("How the five factors of a deal's qualification are rated.");
        Field(deal => deal.Budget).Description("Whether there is money for it.");
        Field(deal => deal.Authority).Description("Whether the people in touch may decide.");
        Field(deal => deal.Need).Description("Whether the customer needs it.");
        Field(deal => deal.Timeline).Description("Whether it is clear when the customer wants it.");
        Field(deal => deal.Interest).Description("Whether the customer is interested.");
        Field(deal => deal.RatedAt).Description("When a factor was last rated.");
        Reference(deal => deal.RatedBy).Description("Who rated last.");
    }
}
