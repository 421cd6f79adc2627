using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.Pipelines;
using static PipelineGraph.Domain.Tests.Given;

namespace PipelineGraph.Domain.Tests.Deals;

public class DealEventTests
{
    private static readonly ExitCriterionDefinition Checklist =
        new(ExitCriterionKind.ChecklistItem, "Legal has read it");

    private readonly Pipeline _pipeline = new("Sales", "EUR", Monday, [
        new("Prospecting", 0.1) { ExitCriteria = [Checklist] }, new("Proposal", 0.5), new("Closing", 0.9)]);

    private readonly Pipeline _other = new("Partners", "EUR", Monday);

    [Fact]
    public void Every_change_of_a_deal_is_one_event_with_its_version()
    {
        var deal = new Deal("Acme renewal", _pipeline.Stages[0], "EUR", Day(0));
        var planned = deal.LogActivity(new(ActivityType.Call, "Call back") { DueAt = Monday.AddDays(9) }, Day(1));
        deal.CompleteActivity(planned, Day(2));
        var objection = deal.RaiseObjection("Too dear", Day(3));
        deal.ResolveObjection(objection, "It pays off", Day(3));
        var item = _pipeline.Stages[0].ExitCriteria[0];
        deal.CompleteChecklistItem(item, Day(3));
        deal.ClearChecklistItem(item, Day(3));
        deal.RecordEdit(new() { Title = "Acme", Source = "Web", Budget = FactorRating.Yes }, Day(4));
        deal.RecordEdit(new() { Budget = FactorRating.No }, Day(4));
        deal.RecordEdit(new() { OwnerId = Guid.NewGuid() }, Day(4));
        deal.RecordMove(_pipeline.Stages[0], _pipeline.Stages[1], Day(5));
        deal.RecordUndo(_pipeline.Stages[0], Day(5));
        deal.RecordTransfer(_other.Stages[0], Day(6));
        deal.RecordLoss(Day(7), LossReason.Price);
        deal.RecordReopening(_other.Stages[0], Day(8));
        deal.RecordDisqualification(Day(9));
        deal.RecordReopening(_other.Stages[0], Day(9));
        deal.RecordWin(Day(9));
        deal.RecordCorrection(new() { CloseNote = "Signed" }, Day(10));
        _ = new Deal("Acme again", _other.Stages[0], "EUR", Day(11), followUpOf: deal);
        deal.RecordVoid(Day(12));

        var events = deal.TakeEvents();

        Assert.Equal(
            [
                PipelineEventType.DealCreated, PipelineEventType.ActivityLogged, PipelineEventType.ActivityCompleted,
                PipelineEventType.ObjectionRaised, PipelineEventType.ObjectionResolved,
                PipelineEventType.ChecklistChanged, PipelineEventType.ChecklistChanged, PipelineEventType.DealUpdated,
                PipelineEventType.DealQualified, PipelineEventType.DealAssigned, PipelineEventType.DealStageChanged,
                PipelineEventType.MoveReverted, PipelineEventType.DealStageChanged, PipelineEventType.DealLost,
                PipelineEventType.DealReopened, PipelineEventType.DealDisqualified, PipelineEventType.DealReopened,
                PipelineEventType.DealWon, PipelineEventType.DealCorrected, PipelineEventType.FollowUpCreated,
                PipelineEventType.DealVoided,
            ],
            events.Select(each => each.Type));
        Assert.Equal(Enumerable.Range(1, deal.Version), events.Select(each => each.DealVersion));
        Assert.Equal(events.Count, events.Select(each => each.Id).Distinct().Count());
        Assert.Empty(deal.TakeEvents());
    }

    [Fact]
    public void Changes_of_all_events_together_are_the_history_without_a_gap()
    {
        var deal = new Deal("Acme renewal", _pipeline.Stages[0], "EUR", Day(0));
        deal.RecordEdit(new() { Title = "Acme", Source = "Web" }, Day(1));
        deal.RecordEdit(new() { ExternalId = "A-1" }, Day(1));
        deal.RecordWin(Day(2), new() { AmountUnits = 10_000 });
        deal.RecordReopening(_pipeline.Stages[1], Day(3));

        var ranges = deal.TakeEvents().Select(each => (each.FirstChange, each.LastChange));

        Assert.Equal([(null, null), (1, 2), (null, null), (3, 3), (4, 4)], ranges);
        Assert.Equal(4, deal.ChangeCount);
    }

    [Fact]
    public void An_assignment_tells_the_owner_before_and_after_it()
    {
        var (anna, ben) = (Guid.NewGuid(), Guid.NewGuid());
        var deal = new Deal("Acme renewal", _pipeline.Stages[0], "EUR", Day(0), new() { OwnerId = anna });
        deal.TakeEvents();
        deal.RecordEdit(new() { OwnerId = ben }, Day(1));
        deal.RecordEdit(new() { Source = "Web" }, Day(1));

        var owners = deal.TakeEvents().Select(each => (each.FormerOwnerId, each.OwnerId));

        Assert.Equal([(anna, ben), (ben, ben)], owners);
    }

    [Fact]
    public void Events_name_the_stage_where_a_visit_begins_or_goes_on()
    {
        var (first, second) = (_pipeline.Stages[0], _pipeline.Stages[1]);
        var deal = new Deal("Acme renewal", first, "EUR", Day(0));
        deal.RecordMove(first, second, Day(1));
        deal.RecordUndo(first, Day(1));
        deal.RecordWin(Day(2));
        deal.RecordUndo(first, Day(2));
        deal.RecordWin(Day(3));
        deal.RecordReopening(second, Day(4));
        deal.RecordUndo(first, Day(4));

        var events = deal.TakeEvents();

        Assert.Equal([first.Id, second.Id, first.Id, null, first.Id, null, second.Id, null],
            events.Select(each => each.OpenedStageId));
        Assert.Equal(deal.Transitions.Select(move => ((Guid?)move.Id, (TransitionKind?)move.Kind)),
            events.Select(each => (each.TransitionId, each.TransitionKind)));
    }

    [Fact]
    public void A_transfer_and_its_undo_name_the_pipeline_that_the_deal_left()
    {
        var deal = new Deal("Acme renewal", _pipeline.Stages[0], "EUR", Day(0));
        deal.RecordTransfer(_other.Stages[0], Day(1));
        deal.RecordUndo(_pipeline.Stages[0], Day(1));

        var pipelines = deal.TakeEvents().Select(each => (each.FormerPipelineId, each.PipelineId));

        Assert.Equal([(null, _pipeline.Id), (_pipeline.Id, _other.Id), (_other.Id, _pipeline.Id)], pipelines);
    }

    [Fact]
    public void An_import_is_one_event_with_the_version_that_it_led_to()
    {
        var deal = new Deal("Acme renewal", _pipeline.Stages[0], "EUR", Day(0));
        deal.RecordWin(Day(1));
        deal.RecordImport(Day(2));

        var told = Assert.Single(deal.TakeEvents());

        Assert.Equal((PipelineEventType.DealImported, 2, 2), (told.Type, told.DealVersion, deal.Version));
    }

    [Fact]
    public void A_refused_change_is_no_event()
    {
        var deal = new Deal("Acme renewal", _pipeline.Stages[0], "EUR", Day(1));
        deal.TakeEvents();

        Assert.Throws<InvalidInputException>(() => deal.RecordEdit(new() { Title = " " }, Day(2)));
        Assert.Throws<InvalidInputException>(() => deal.RecordWin(Day(0)));

        Assert.Empty(deal.TakeEvents());
    }

    [Fact]
    public void An_event_is_placed_in_the_log_once()
    {
        var told = new Deal("Acme renewal", _pipeline.Stages[0], "EUR", Day(0)).TakeEvents()[0];
        told.Place(7);

        Assert.Throws<InvalidOperationException>(() => told.Place(8));

        Assert.Equal(7, told.Position);
    }
}
