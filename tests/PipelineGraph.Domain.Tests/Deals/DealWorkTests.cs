using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Deals;

public class DealWorkTests
{
    private readonly Pipeline _pipeline = new("Sales", "EUR", Given.Monday,
    [
        new StageDefinition("Proposal", 0.5)
        {
            ExitCriteria =
            [
                new(ExitCriterionKind.ChecklistItem, "Legal has read it"),
                ExitCriterionDefinition.Present(DealField.Amount, "The amount is known"),
            ],
        },
    ]);

    private ExitCriterion Item => _pipeline.Stages[0].ExitCriteria[0];

    [Fact]
    public void Latest_completion_of_an_activity_is_the_last_activity()
    {
        var deal = Given.Deal();
        Log(deal, ActivityType.Call, completed: 3);
        Log(deal, ActivityType.Email, completed: 1);
        var meeting = Log(deal, ActivityType.Meeting, due: 9);

        Assert.Equal(Given.Monday.AddDays(3), deal.LastActivityAt);

        deal.CompleteActivity(meeting, Given.Day(8), "Went well.");

        Assert.Equal(Given.Monday.AddDays(8), deal.LastActivityAt);
        Assert.Equal((Given.Monday.AddDays(8), "Went well."), (meeting.CompletedAt, meeting.Note));
        Assert.Equal(5, deal.Version);
    }

    [Fact]
    public void An_activity_entered_without_times_or_a_little_ahead_is_completed_now()
    {
        var now = Given.Monday;
        var entry = new ActivityEntry(ActivityType.Call, "Called");

        Assert.Equal(now, entry.Entered(now).CompletedAt);
        Assert.Equal(now, (entry with { CompletedAt = now.AddSeconds(60) }).Entered(now).CompletedAt);
        Assert.Equal(now.AddSeconds(61), (entry with { CompletedAt = now.AddSeconds(61) }).Entered(now).CompletedAt);
        Assert.Null((entry with { DueAt = now }).Entered(now).CompletedAt);
    }

    [Fact]
    public void Activities_go_on_after_the_close()
    {
        var deal = Given.Deal();
        deal.RecordWin(Given.Day(1));

        Log(deal, ActivityType.Note, completed: 2);

        Assert.Single(deal.Activities);
    }

    [Fact]
    public void Refused_activities_change_nothing()
    {
        var (deal, other) = (Given.Deal(), Given.Deal());
        var done = Log(deal, ActivityType.Call, completed: 1);
        var foreign = Log(other, ActivityType.Call, due: 1);
        var before = Given.Snapshot(deal);

        Refused(new ActivityEntry(ActivityType.Call, "Call"));                                  // neither due nor done
        Refused(new ActivityEntry(ActivityType.Note, "Note") { DueAt = Given.Monday });         // planned note
        Refused(new ActivityEntry(ActivityType.ProposalSent, "Offer") { DueAt = Given.Monday });
        Refused(new ActivityEntry(ActivityType.Call, "") { DueAt = Given.Monday });
        Refused(new ActivityEntry(ActivityType.Call, "Call") { CompletedAt = Given.Monday.AddDays(11) });   // future
        Assert.Throws<InvalidInputException>(() => deal.CompleteActivity(done, Given.Day(2)));
        Assert.Throws<ArgumentException>(() => deal.CompleteActivity(foreign, Given.Day(2)));

        Assert.Equal(before, Given.Snapshot(deal));

        void Refused(ActivityEntry entry)
            => Assert.Throws<InvalidInputException>(() => deal.LogActivity(entry, Given.Day(10)));
    }

    [Fact]
    public void Objection_is_open_until_it_is_resolved_once()
    {
        var deal = Given.Deal();
        var objection = deal.RaiseObjection("Too slow", Given.Day(1));
        var wasOpen = deal.Facts().HasOpenObjection;

        deal.ResolveObjection(objection, "Two more people", Given.Day(4));

        Assert.True(wasOpen);
        Assert.False(deal.Facts().HasOpenObjection);
        Assert.Equal(Given.Monday.AddDays(4), objection.ResolvedAt);
        Assert.Throws<InvalidInputException>(() => deal.ResolveObjection(objection, "Again", Given.Day(5)));
    }

    [Fact]
    public void Refused_objections_change_nothing()
    {
        var deal = Given.Deal();
        var objection = deal.RaiseObjection("Too slow", Given.Day(2));
        var before = Given.Snapshot(deal);

        Assert.Throws<InvalidInputException>(() => deal.RaiseObjection(" ", Given.Day(3)));
        Assert.Throws<InvalidInputException>(() => deal.RaiseObjection("Before the deal", Given.Day(-1)));
        Assert.Throws<InvalidInputException>(() => deal.ResolveObjection(objection, "", Given.Day(3)));
        Assert.Throws<InvalidInputException>(() => deal.ResolveObjection(objection, "Too early", Given.Day(1)));

        Assert.Equal(before, Given.Snapshot(deal));
    }

    [Fact]
    public void Checklist_item_is_completed_once_and_can_be_cleared()
    {
        var deal = new Deal("Acme", _pipeline.Stages[0], "EUR", Given.Day(0));

        var completion = deal.CompleteChecklistItem(Item, Given.Day(1), "By Eve");

        Assert.Equal((Item.Id, Given.Monday.AddDays(1)), (completion.CriterionId, completion.CompletedAt));
        Assert.Throws<InvalidInputException>(() => deal.CompleteChecklistItem(Item, Given.Day(2)));

        deal.ClearChecklistItem(Item, Given.Day(3));

        Assert.Empty(deal.ChecklistCompletions);
        Assert.Equal([(null, $"{Item.Id:D}"), ($"{Item.Id:D}", null)],
            deal.Changes.Select(change => (change.OldValue, change.NewValue)));
        Assert.Throws<InvalidInputException>(() => deal.ClearChecklistItem(Item, Given.Day(4)));
    }

    [Fact]
    public void Only_checklist_items_are_ticked_off()
    {
        var deal = new Deal("Acme", _pipeline.Stages[0], "EUR", Given.Day(0));
        var before = Given.Snapshot(deal);

        Assert.Throws<InvalidInputException>(
            () => deal.CompleteChecklistItem(_pipeline.Stages[0].ExitCriteria[1], Given.Day(1)));

        Assert.Equal(before, Given.Snapshot(deal));
    }

    [Fact]
    public void Reopening_asks_for_activities_anew()
    {
        var deal = Given.Deal(new DealEdit { AmountUnits = 1, Source = "web" });
        Log(deal, ActivityType.ProposalSent, completed: 1);
        var asked = deal.Facts();
        deal.RecordLoss(Given.Day(2), LossReason.Price);
        deal.RecordReopening(Given.Prospecting, Given.Day(3));
        var reopened = deal.Facts();
        Log(deal, ActivityType.ProposalSent, completed: 4);

        Assert.True(asked.HasCompleted(ActivityType.ProposalSent));
        Assert.False(reopened.HasCompleted(ActivityType.ProposalSent));
        Assert.True(deal.Facts().HasCompleted(ActivityType.ProposalSent));
        Assert.Equal((true, true, false, false), (asked.HasAmount, asked.HasSource, asked.HasAccount,
            asked.HasDescription));
    }

    private static Activity Log(Deal deal, ActivityType type, double? due = null, double? completed = null)
        => deal.LogActivity(
            new ActivityEntry(type, "About it")
            {
                DueAt = due is { } dueDay ? Given.Monday.AddDays(dueDay) : null,
                CompletedAt = completed is { } doneDay ? Given.Monday.AddDays(doneDay) : null,
            },
            Given.Day(10));
}
