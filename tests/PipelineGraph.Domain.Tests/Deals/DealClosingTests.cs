using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Money;

namespace PipelineGraph.Domain.Tests.Deals;

public class DealClosingTests
{
    [Fact]
    public void Win_ends_the_visit_opens_none_and_takes_the_amount_it_was_won_with()
    {
        var deal = Given.Deal(new DealEdit { AmountUnits = 1_000_0000 });

        var win = deal.RecordWin(Given.Day(4), new DealClosing
        {
            AmountUnits = 900_0000,
            RateUnits = 5,
            Note = "Signed."
        });

        Assert.Equal((DealStatus.Won, 900_0000L, 5L, "Signed."),
            (deal.Status, deal.AmountUnits!.Value, deal.ClosingRateUnits!.Value, deal.CloseNote));
        Assert.Equal((Given.Monday.AddDays(4), Given.Monday), (deal.ClosedAt, deal.StageEnteredAt));
        Assert.Equal((Given.Prospecting.Id, Given.Prospecting.Id), (win.FromStageId, win.ToStageId));
        Assert.Equal(TransitionKind.Won, Assert.Single(deal.Visits).Exit);
        var change = Assert.Single(deal.Changes);
        Assert.Equal((TrackedField.Amount, "1000", "900", 2),
            (change.Field, change.OldValue, change.NewValue, change.TransitionSequence));
        Assert.Equal(2, deal.Version);
    }

    [Fact]
    public void Disqualified_deal_is_neither_won_nor_lost()
    {
        var deal = Given.Deal();

        deal.RecordDisqualification(Given.Day(1), new DealClosing { Note = "No budget anywhere." });

        Assert.Equal((DealStatus.Disqualified, null), (deal.Status, deal.LossReason));
    }

    [Fact]
    public void Refused_closes_change_nothing()
    {
        var deal = Given.Deal();
        deal.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(3));
        var before = Given.Snapshot(deal);

        Assert.Throws<InvalidInputException>(() => deal.RecordWin(Given.Day(2)));
        Assert.Throws<InvalidInputException>(() => deal.RecordWin(Given.Day(4), new DealClosing { AmountUnits = -1 }));
        Assert.Throws<InvalidInputException>(
            () => deal.RecordWin(Given.Day(4), new DealClosing { AmountUnits = Amounts.MaximumUnits + 1 }));
        Assert.Throws<InvalidInputException>(
            () => deal.RecordLoss(Given.Day(4), null, new DealClosing { Note = new string('x', 10_001) }));

        Assert.Equal(before, Given.Snapshot(deal));
    }

    [Fact]
    public void Closed_deal_cannot_close_again()
    {
        var deal = Given.Deal();
        deal.RecordWin(Given.Day(1));
        var before = Given.Snapshot(deal);

        var refused = Assert.Throws<DealClosedException>(() => deal.RecordLoss(Given.Day(2), LossReason.Price));

        Assert.Equal(DealStatus.Won, refused.Status);
        Assert.Equal(before, Given.Snapshot(deal));
    }

    [Fact]
    public void Correction_of_the_close_moves_the_end_of_the_visit_and_is_kept()
    {
        var deal = Given.Deal();
        deal.RecordLoss(Given.Day(5), LossReason.Price);

        var changed = deal.RecordCorrection(
            new DealCorrection { ClosedAt = Given.Monday.AddDays(3), LossReason = LossReason.NoBudget }, Given.Day(8));

        Assert.True(changed);
        Assert.Equal((Given.Monday.AddDays(3), LossReason.NoBudget), (deal.ClosedAt, deal.LossReason));
        Assert.Equal((Given.Monday.AddDays(3), TransitionKind.Lost), (deal.Visits[0].ExitedAt, deal.Visits[0].Exit));
        Assert.Equal(["2026-03-05T09:00:00.000Z", "NO_BUDGET"], deal.Changes.Select(change => change.NewValue));
        Assert.Equal(3, deal.Version);
    }

    [Fact]
    public void Correction_that_says_what_is_known_changes_nothing()
    {
        var deal = Given.Deal();
        deal.RecordWin(Given.Day(5));
        var before = Given.Snapshot(deal);

        var changed = deal.RecordCorrection(new DealCorrection { ClosedAt = deal.ClosedAt, Currency = "EUR" },
            Given.Day(8));

        Assert.False(changed);
        Assert.Equal(before, Given.Snapshot(deal));
    }

    [Fact]
    public void Refused_corrections_change_nothing()
    {
        var (deal, open) = (Given.Deal(), Given.Deal());
        deal.RecordMove(Given.Prospecting, Given.Proposal, Given.Day(2));
        deal.RecordWin(Given.Day(5));
        var before = Given.Snapshot(deal);

        Refused(new DealCorrection { ClosedAt = Given.Monday.AddDays(1) });   // before it entered its stage
        Refused(new DealCorrection { ClosedAt = Given.Monday.AddDays(9) });   // in the future
        Refused(new DealCorrection { ClosedAt = new Change<DateTime?>(null) });
        Refused(new DealCorrection { LossReason = LossReason.Price });        // of a won deal
        Refused(new DealCorrection { AmountUnits = -1 });
        Refused(new DealCorrection { Currency = "EURO" });
        Assert.Throws<DealNotClosedException>(() => open.RecordCorrection(new DealCorrection(), Given.Day(8)));

        Assert.Equal(before, Given.Snapshot(deal));

        void Refused(DealCorrection correction)
            => Assert.Throws<InvalidInputException>(() => deal.RecordCorrection(correction, Given.Day(8)));
    }

    [Fact]
    public void Only_a_won_deal_has_follow_ups()
    {
        var (won, open) = (Given.Deal(), Given.Deal());
        won.RecordWin(Given.Day(1));

        var followUp = new Deal("More seats", Given.Prospecting, "EUR", Given.Day(2), followUpOf: won);

        Assert.Equal(won.Id, followUp.FollowUpOfId);
        Assert.Throws<InvalidInputException>(
            () => new Deal("More seats", Given.Prospecting, "EUR", Given.Day(2), followUpOf: open));
    }
}
