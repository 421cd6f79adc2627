using System.Globalization;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.Money;
using Xunit.Abstractions;

namespace PipelineGraph.Domain.Tests.Deals;

/// <summary>What holds after any life by the verbs that callers use.</summary>
public class DealLifeTests(ITestOutputHelper output)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private readonly int _seed = Environment.TickCount;

    [Fact]
    public void The_rules_foretell_what_the_verbs_say_and_the_events_tell_the_deals_whole_life()
    {
        output.WriteLine($"seed {_seed}");
        var random = new Random(_seed);

        for (var life = 0; life < 60; life++)
        {
            var subject = new RandomDeal(random);
            for (var step = 0; step < 60; step++) Step(subject);

            var events = subject.Deal.TakeEvents();
            Assert.Equal(Enumerable.Range(1, subject.Deal.Version), events.Select(each => each.DealVersion));
            CheckTransitions(subject.Deal, events);
            CheckChanges(subject.Deal, events);
        }
    }

    private static void Step(RandomDeal subject)
    {
        var before = Given.Snapshot(subject.Deal);

        var isRefused = subject.Step();

        if (isRefused is true) Assert.Equal(before, Given.Snapshot(subject.Deal));
        DealHistory.Check(subject.Deal, subject.Stages);
    }

    /// <summary>The transitions that events name, one after the other, lead to the deal's state.</summary>
    private static void CheckTransitions(Deal deal, IReadOnlyList<PipelineEvent> events)
    {
        var states = new Stack<(Guid Stage, DealStatus Status)>();
        var told = events.Where(each => each.TransitionId is not null).ToList();
        Assert.Equal(deal.Transitions.Select(move => (Guid?)move.Id), told.Select(each => each.TransitionId));
        foreach (var (move, each) in deal.Transitions.Zip(told))
        {
            if (move.Kind == TransitionKind.Reverted) states.Pop();
            else states.Push((move.ToStageId, StatusAfter(move.Kind)));
            Assert.Equal(states.Peek().Stage, move.ToStageId);
            var opensVisit = states.Peek().Status == DealStatus.Open;
            Assert.Equal(opensVisit ? move.ToStageId : null, each.OpenedStageId);
        }
        Assert.Equal((deal.StageId, deal.Status), states.Peek());
        Assert.Equal(deal.PipelineId, events[^1].PipelineId);
    }

    /// <summary>The ranges of all events together are the history of changes, and lead to the deal's values.</summary>
    private static void CheckChanges(Deal deal, IReadOnlyList<PipelineEvent> events)
    {
        var ranges = events.Where(each => each.FirstChange is not null)
            .SelectMany(each => Enumerable.Range(1, each.LastChange!.Value).Skip(each.FirstChange!.Value - 1));
        Assert.Equal(deal.Changes.Select(change => change.Sequence), ranges);
        Assert.Equal(deal.OwnerId, events[^1].OwnerId);
        Assert.All(events.Zip(events.Skip(1)), pair => Assert.Equal(pair.First.OwnerId, pair.Second.FormerOwnerId));

        var amount = deal.Changes.LastOrDefault(change => change.Field == TrackedField.Amount)?.NewValue;
        Assert.Equal(deal.AmountUnits, amount is null ? null : Amounts.ToUnits(decimal.Parse(amount, Invariant)));
    }

    private static DealStatus StatusAfter(TransitionKind kind) => kind switch
    {
        TransitionKind.Won => DealStatus.Won,
        TransitionKind.Lost => DealStatus.Lost,
        TransitionKind.Disqualified => DealStatus.Disqualified,
        _ => DealStatus.Open,
    };
}
