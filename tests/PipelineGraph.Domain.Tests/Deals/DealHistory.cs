using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Deals;

/// <summary>What is true of the history of any deal.</summary>
internal static class DealHistory
{
    public static void Check(Deal deal, IReadOnlyCollection<Stage> stages)
    {
        Assert.Equal(Enumerable.Range(1, deal.TransitionCount), deal.Transitions.Select(move => move.Sequence));
        Assert.Equal(Enumerable.Range(1, deal.ChangeCount), deal.Changes.Select(change => change.Sequence));
        InOrder(deal.Transitions.Select(move => move.EffectiveAt));
        InOrder(deal.Changes.Select(change => change.EffectiveAt));
        InOrder(deal.Visits.SelectMany(visit => new[] { visit.EnteredAt, visit.ExitedAt ?? DateTime.MaxValue }));
        Assert.Equal(deal.Status == DealStatus.Open ? 1 : 0, deal.Visits.Count(visit => visit.ExitedAt is null));
        var last = deal.Visits[^1];
        Assert.Equal((deal.StageId, deal.StageEnteredAt, deal.ClosedAt), (last.StageId, last.EnteredAt, last.ExitedAt));
        Assert.Contains(stages, stage => stage.Id == deal.StageId && stage.PipelineId == deal.PipelineId);
        Assert.Equal(VisitsOf(deal), deal.Visits.Select(visit => (visit.StageId, visit.EnteredAt)));
    }

    /// <summary>The visits as metrics define them: from the transitions that are neither undone nor an undo.</summary>
    private static IEnumerable<(Guid, DateTime)> VisitsOf(Deal deal) => deal.Transitions
        .Where(move => !move.IsReverted && move.Kind is (TransitionKind.Created or TransitionKind.Advanced
            or TransitionKind.MovedBack or TransitionKind.Transferred or TransitionKind.Reopened))
        .Select(move => (move.ToStageId, move.EffectiveAt));

    private static void InOrder(IEnumerable<DateTime> instants)
    {
        var list = instants.ToList();
        Assert.Equal(list.Order(), list);
    }
}
