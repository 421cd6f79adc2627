using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Tests.Deals;

public class DealUndoTests
{
    [Fact]
    public void Undone_move_leaves_the_deal_where_it_was_and_the_history_with_both_records()
    {
        var deal = Given.Deal();
        var move = deal.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(3));

        var undo = deal.RecordUndo(Given.Prospecting, Given.Day(3.001));

        Assert.True(move.IsReverted);
        Assert.Equal((TransitionKind.Reverted, Given.Proposal.Id, Given.Prospecting.Id),
            (undo.Kind, undo.FromStageId, undo.ToStageId));
        Assert.Equal((Given.Prospecting.Id, Given.Monday), (deal.StageId, deal.StageEnteredAt));
        var visit = Assert.Single(deal.Visits);
        Assert.Equal((Given.Prospecting.Id, null, null), (visit.StageId, visit.ExitedAt, visit.Exit));
        Assert.Equal(3, deal.Version);
    }

    [Fact]
    public void Undone_transfer_leads_back_to_the_pipeline()
    {
        var deal = Given.Deal();
        deal.RecordTransfer(Given.Partners.Stages[0], Given.Day(1));

        deal.RecordUndo(Given.Prospecting, Given.Day(1));

        Assert.Equal(Given.Sales.Id, deal.PipelineId);
    }

    [Fact]
    public void Undone_win_restores_the_amount_it_set()
    {
        var deal = Given.Deal(new DealEdit { AmountUnits = 1_000_5000 });
        deal.RecordWin(Given.Day(4), new DealClosing { AmountUnits = 900_0000, RateUnits = 5, Note = "Signed." });

        var undo = deal.RecordUndo(Given.Prospecting, Given.Day(4));

        Assert.Equal((DealStatus.Open, 1_000_5000L), (deal.Status, deal.AmountUnits));
        Assert.Equal((null, null, null), (deal.ClosedAt, deal.CloseNote, deal.ClosingRateUnits));
        Assert.Null(Assert.Single(deal.Visits).ExitedAt);
        Assert.Equal(("900", "1000.5", undo.Sequence),
            (deal.Changes[1].OldValue, deal.Changes[1].NewValue, deal.Changes[1].TransitionSequence));
    }

    [Fact]
    public void Undone_reopening_restores_the_close()
    {
        var deal = Given.Deal();
        deal.RecordLoss(Given.Day(5), LossReason.NoBudget, new DealClosing { Note = "Cut.", RateUnits = 7 });
        deal.RecordReopening(Given.Proposal, Given.Day(6));

        deal.RecordUndo(Given.Prospecting, Given.Day(6), closingRateUnits: 7);

        Assert.Equal((DealStatus.Lost, Given.Monday.AddDays(5), LossReason.NoBudget, "Cut.", 7L),
            (deal.Status, deal.ClosedAt, deal.LossReason, deal.CloseNote, deal.ClosingRateUnits!.Value));
        Assert.Equal((Given.Prospecting.Id, Given.Monday), (deal.StageId, deal.StageEnteredAt));
        Assert.Equal(Given.Monday.AddDays(5), Assert.Single(deal.Visits).ExitedAt);
    }

    [Fact]
    public void Creation_and_undo_itself_are_not_undone()
    {
        var (created, undone) = (Given.Deal(), Given.Deal());
        undone.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(1));
        undone.RecordUndo(Given.Prospecting, Given.Day(1));
        var before = Given.Snapshot(undone);

        Assert.Throws<UndoExpiredException>(() => created.RecordUndo(Given.Prospecting, Given.Day(1)));
        Assert.Throws<UndoExpiredException>(() => undone.RecordUndo(Given.Prospecting, Given.Day(2)));

        Assert.Equal(before, Given.Snapshot(undone));
    }

    [Fact]
    public void Undo_before_the_move_is_refused_and_changes_nothing()
    {
        var deal = Given.Deal();
        deal.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(3));
        var before = Given.Snapshot(deal);

        Assert.Throws<InvalidInputException>(() => deal.RecordUndo(Given.Prospecting, Given.Day(2)));
        Assert.Throws<ArgumentException>(() => deal.RecordUndo(Given.Qualification, Given.Day(4)));

        Assert.Equal(before, Given.Snapshot(deal));
    }
}
