using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Pipelines;

internal sealed class StageType : EntityType<Stage>
{
    public StageType()
    {
        Description("One step of a pipeline's process.");
        Node(stage => stage.Id);
        Reference(stage => stage.Pipeline).Description("The pipeline that it belongs to.");
        Field(stage => stage.Name)
            .Description("What people call it: Prospecting, Qualification, Proposal, Negotiation, Closing by default.");
        Field(stage => stage.Position)
            .Description("1-based place among the pipeline's stages; the last one it had, once removed.");
        Field(stage => stage.RemovedAt)
            .Description("When it was taken out of use: it is in no list then, but stays readable in old transitions.");
        Field(stage => stage.Probability).Description("Configured probability of winning from here, 0 to 1.");
        Field(stage => stage.TargetDays).Description("How long a deal should take here, days.");
        Field(stage => stage.StalledAfterDays)
            .Description("Days after which a deal counts as stalled; null: only the data-driven limit applies.");
        EnumList("stallRules", stage => StallRuleList.Of(stage.StallRules))
            .Description("Which reasons make a deal stalled here; all four by default, none for an on-hold stage.");
        Field(stage => stage.Guidance).Description("What must be done in this stage, Markdown.");
        List("exitCriteria", stage => stage.ExitCriteria.Where(criterion => criterion.RetiredAt == null))
            .OrderedBy((ExitCriterion criterion) => criterion.Position).Filterable()
            .Description("What a deal must fulfil before it moves forward out of this stage.");
        Connection("deals", stage => stage.Deals.Where(deal => deal.VoidedAt == null)).FilteredAndSorted().Filterable()
            .Description("The deals that stand here, or stood here when they closed.");
    }
}
