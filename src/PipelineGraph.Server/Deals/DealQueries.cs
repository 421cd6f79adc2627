using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Deals;

internal sealed class DealQueries : ReaderQueries
{
    public DealQueries()
    {
        Connection("deals", () => Rows.Of<Deal>().Where(deal => deal.VoidedAt == null))
            .Description("All deals, voided ones left out.");
        ById<Deal>("dealById").Description("A deal by its global id, voided ones included; null when there is none.");
    }
}

internal sealed class StageTransitionQueries : ReaderQueries
{
    public StageTransitionQueries()
        => Connection("stageTransitions", () => Rows.Of<StageTransition>().Where(step => step.Deal.VoidedAt == null))
            .OrderedBy((StageTransition step) => step.EffectiveAt).OrderedBy((StageTransition step) => step.Sequence)
            .Description("Steps in the life of deals, oldest first unless ordered otherwise.");
}
