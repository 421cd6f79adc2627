using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Deals;

public class DealMoveTests
{
    [Fact]
    public void New_deal_stands_in_its_stage_with_one_transition_and_a_running_visit()
    {
        var deal = Given.Deal();

        Assert.Equal((DealStatus.Open, 1), (deal.Status, deal.Version));
        Assert.Equal((Given.Prospecting.Id, Given.Sales.Id), (deal.StageId, deal.PipelineId));
        Assert.Equal((Given.Monday, Given.Monday), (deal.CreatedAt, deal.StageEnteredAt));
        var created = Assert.Single(deal.Transitions);
        Assert.Equal((TransitionKind.Created, null, Given.Prospecting.Id),
            (created.Kind, created.FromStageId, created.ToStageId));
        Assert.Null(Assert.Single(deal.Visits).ExitedAt);
    }

    [Fact]
    public void Move_ends_the_visit_it_leaves_and_begins_one_where_it_leads()
    {
        var deal = Given.Deal();

        var move = deal.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(3), "They asked for an offer.");

        Assert.Equal(Given.Proposal.Id, deal.StageId);
        Assert.Equal((TransitionKind.Advanced, 2, 2), (move.Kind, move.Sequence, deal.Version));
        Assert.Equal(3.0, Days.Between(move.FromStageEnteredAt!.Value, move.EffectiveAt));
        Assert.Equal((Given.Monday.AddDays(3), TransitionKind.Advanced),
            (deal.Visits[0].ExitedAt, deal.Visits[0].Exit));
        Assert.Equal((Given.Proposal.Id, Given.Monday.AddDays(3), null),
            (deal.Visits[1].StageId, deal.Visits[1].EnteredAt, deal.Visits[1].ExitedAt));
    }

    [Fact]
    public void Move_to_an_earlier_stage_is_a_move_back()
    {
        var deal = Given.Deal();
        deal.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(1));

        var move = deal.RecordMove(Given.Proposal, Given.Qualification, Given.Day(2));

        Assert.Equal(TransitionKind.MovedBack, move.Kind);
    }

    [Fact]
    public void Move_keeps_the_kind_that_history_knows()
    {
        var deal = Given.Deal();

        var move = deal.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(1), kind: TransitionKind.MovedBack);

        Assert.Equal(TransitionKind.MovedBack, move.Kind);
    }

    [Fact]
    public void Transfer_takes_the_deal_to_the_other_pipeline()
    {
        var deal = Given.Deal();

        var transfer = deal.RecordTransfer(Given.Partners.Stages[1], Given.Day(2), "A partner's lead.");

        Assert.Equal((Given.Partners.Id, Given.Partners.Stages[1].Id), (deal.PipelineId, deal.StageId));
        Assert.Equal((TransitionKind.Transferred, TransitionKind.Transferred), (transfer.Kind, deal.Visits[0].Exit));
    }

    [Fact]
    public void Reopening_clears_what_the_close_said_and_keeps_it_in_the_history()
    {
        var deal = Given.Deal();
        deal.RecordLoss(Given.Day(5), LossReason.Price, new DealClosing { Note = "Too dear.", RateUnits = 1 });

        var reopening = deal.RecordReopening(Given.Qualification, Given.Day(9), "They came back.");

        Assert.Equal((DealStatus.Open, null, null, null), (deal.Status, deal.ClosedAt, deal.LossReason,
            deal.CloseNote));
        Assert.Null(deal.ClosingRateUnits);
        Assert.Null(reopening.FromStageEnteredAt);
        Assert.Equal(Given.Monday.AddDays(5), deal.Visits[0].ExitedAt);
        Assert.Equal(Given.Monday.AddDays(9), deal.StageEnteredAt);
        Assert.Equal(
            [(TrackedField.LossReason, "PRICE"), (TrackedField.CloseNote, "Too dear."),
                (TrackedField.ClosedAt, "2026-03-07T09:00:00.000Z")],
            deal.Changes.Select(change => (change.Field, change.OldValue!)));
    }

    [Fact]
    public void Refused_moves_change_nothing()
    {
        var (open, closed) = (Given.Deal(), Given.Deal());
        open.RecordMove(Given.Prospecting, Given.Qualification, Given.Day(2));
        closed.RecordWin(Given.Day(2));
        var (before, beforeClosed) = (Given.Snapshot(open), Given.Snapshot(closed));
        var here = Given.Qualification;

        Refused<InvalidInputException>(() => open.RecordMove(here, here, Given.Day(3)));
        Refused<InvalidInputException>(() => open.RecordMove(here, Given.Proposal, Given.Day(1)));
        Refused<InvalidInputException>(() => open.RecordMove(here, Given.Proposal, Given.Day(3),
            new string('x', 2_001)));
        Refused<InvalidInputException>(() => open.RecordMove(here, Given.Partners.Stages[0], Given.Day(3)));
        Refused<ArgumentException>(() => open.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(3)));
        Refused<InvalidInputException>(() => open.RecordTransfer(Given.Partners.Stages[0], Given.Day(1)));
        Refused<DealNotClosedException>(() => open.RecordReopening(Given.Proposal, Given.Day(3)));
        Refused<DealClosedException>(() => closed.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(3)));
        Refused<DealClosedException>(() => closed.RecordTransfer(Given.Partners.Stages[0], Given.Day(3)));
        Refused<InvalidInputException>(() => closed.RecordReopening(Given.Partners.Stages[0], Given.Day(3)));
        Refused<InvalidInputException>(() => closed.RecordReopening(Given.Prospecting, Given.Day(1)));

        Assert.Equal(before, Given.Snapshot(open));
        Assert.Equal(beforeClosed, Given.Snapshot(closed));
    }

    [Fact]
    public void Stage_can_be_entered_before_its_removal_and_not_after_it()
    {
        var pipeline = new Pipeline("Sales", "EUR", Given.Monday);
        var (first, second) = (pipeline.Stages[0], pipeline.Stages[1]);
        pipeline.RemoveStage(second, Given.Monday.AddDays(10));
        var deal = new Deal("Acme", first, "EUR", Given.Day(0));

        Refused<InvalidInputException>(() => deal.RecordMove(first, second, Given.Day(10)));
        deal.RecordMove(first, second, Given.Day(9));

        Assert.Equal(second.Id, deal.StageId);
    }

    [Fact]
    public void Voided_deal_changes_no_more()
    {
        var deal = Given.Deal();
        deal.RecordVoid(Given.Day(1), "Entered twice.");
        var before = Given.Snapshot(deal);

        Refused<InvalidInputException>(() => deal.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(2)));
        Refused<InvalidInputException>(() => deal.RecordEdit(new DealEdit { Title = "New" }, Given.Day(2)));
        Refused<InvalidInputException>(() => deal.RecordWin(Given.Day(2)));
        Refused<InvalidInputException>(() => deal.RecordVoid(Given.Day(2)));

        Assert.Equal(Given.Monday.AddDays(1), deal.VoidedAt);
        Assert.Equal(before, Given.Snapshot(deal));
    }

    private static void Refused<TException>(Action call) where TException : Exception
        => Assert.Throws<TException>(call);
}
