using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using static PipelineGraph.Domain.Tests.Given;

namespace PipelineGraph.Domain.Tests.Deals;

public class DealInstantTests
{
    private readonly Pipeline _pipeline = new("Sales", "EUR", Monday, [new("Lead", 0.1), new("Offer", 0.5)],
        ProcessEnforcement.Free, timeZone: "Asia/Tokyo");

    [Theory]
    [InlineData(-3_600, -3_600)]
    [InlineData(0, 0)]
    [InlineData(60, 0)]
    public void What_lies_ahead_by_a_minute_is_taken_as_now(int seconds, int taken)
    {
        var at = Recording.Entered(Monday.AddSeconds(seconds), Monday, Anna);

        Assert.Equal((Monday.AddSeconds(taken), Monday), (at.EffectiveAt, at.RecordedAt));
    }

    [Fact]
    public void What_lies_further_ahead_is_refused_by_the_name_of_its_field_with_all_else_that_is_wrong()
    {
        var deal = new Deal("Acme", _pipeline.Stages[0], "EUR", Recording.At(Monday, Anna));
        var ahead = Recording.Entered(Monday.AddSeconds(60).AddTicks(1), Monday, Anna, "closedAt");

        var refusal = Assert.Throws<InvalidInputException>(
            () => deal.Lose(_pipeline.Stages[0], ahead, LossReason.Other));

        Assert.Equal(["note", "closedAt"], refusal.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Without_an_instant_it_is_now()
        => Assert.Equal(Recording.At(Monday, Anna), Recording.Entered(null, Monday, Anna));

    [Fact]
    public void A_late_entry_on_the_local_day_of_the_latest_transition_comes_right_after_it()
    {
        var latest = new DateTime(2026, 3, 2, 16, 0, 0, DateTimeKind.Utc);   // 01:00 on the next day in Tokyo
        var deal = new Deal("Acme", _pipeline.Stages[0], "EUR", Recording.At(latest, Anna));

        Move(deal, latest.AddMinutes(-60));   // midnight in Tokyo

        Assert.Equal(latest.AddMilliseconds(1), deal.LastTransitionAt);
    }

    [Fact]
    public void A_late_entry_on_an_earlier_local_day_is_refused()
    {
        var latest = new DateTime(2026, 3, 2, 16, 0, 0, DateTimeKind.Utc);
        var deal = new Deal("Acme", _pipeline.Stages[0], "EUR", Recording.At(latest, Anna));

        var ofMove = Assert.Throws<InvalidInputException>(() => Move(deal, latest.AddMinutes(-61)));
        var ofClose = Assert.Throws<InvalidInputException>(() => deal.Lose(_pipeline.Stages[0],
            new(latest.AddMinutes(-61), latest.AddDays(9), Anna), LossReason.Price));

        Assert.Equal("effectiveAt", Assert.Single(ofMove.Faults).Field);
        Assert.Equal("closedAt", Assert.Single(ofClose.Faults).Field);
    }

    [Fact]
    public void What_happens_now_comes_after_the_past_of_a_clock_that_is_a_little_ahead()
    {
        var midnight = new DateTime(2026, 3, 2, 15, 0, 0, DateTimeKind.Utc);
        var deal = new Deal("Acme", _pipeline.Stages[0], "EUR", Recording.At(midnight, Anna));
        deal.Edit(new() { Title = "New" }, Recording.At(midnight.AddSeconds(1), Anna));
        var behind = Recording.At(midnight.AddSeconds(-50), Anna);

        deal.Edit(new() { Title = "Newer" }, behind);
        var move = deal.Move(_pipeline.Stages[0], _pipeline.Stages[1], behind);

        Assert.Equal(midnight.AddSeconds(1), deal.Changes[1].EffectiveAt);
        Assert.Equal((midnight.AddMilliseconds(1), midnight.AddMilliseconds(1)), (move.EffectiveAt, move.RecordedAt));
        Assert.Throws<InvalidInputException>(
            () => deal.Edit(new() { Title = "No" }, Recording.At(midnight.AddDays(-1), Anna)));
    }

    [Fact]
    public void A_late_win_may_lie_before_an_edit_and_its_amount_comes_after_it()
    {
        var deal = new Deal("Acme", _pipeline.Stages[0], "EUR", Day(0));
        deal.Edit(new() { AmountUnits = 10 }, Day(5));

        deal.Win(_pipeline.Stages[0], new(Monday.AddDays(2), Monday.AddDays(6), Anna), new() { AmountUnits = 20 });

        Assert.Equal((Monday.AddDays(2), 20L), (deal.ClosedAt, deal.AmountUnits));
        Assert.Equal([Monday.AddDays(5), Monday.AddDays(5)], deal.Changes.Select(change => change.EffectiveAt));
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(15.001, false)]
    public void A_move_is_undone_within_a_quarter_of_an_hour_after_it_was_recorded(double minutes, bool isUndone)
    {
        var deal = new Deal("Acme", _pipeline.Stages[0], "EUR", Day(0));
        var recorded = Monday.AddDays(9);
        deal.Move(_pipeline.Stages[0], _pipeline.Stages[1], new(Monday.AddDays(1), recorded, Anna));
        var at = Recording.At(recorded.AddMinutes(minutes), Anna);

        var refusal = Record.Exception(() => deal.Undo(_pipeline.Stages[0], at));

        Assert.Equal(isUndone ? null : recorded, (refusal as UndoExpiredException)?.MovedAt);
        Assert.Equal(isUndone, deal.StageId == _pipeline.Stages[0].Id);
    }

    [Fact]
    public void There_is_nothing_to_undo_after_the_creation_or_an_undo()
    {
        var deal = new Deal("Acme", _pipeline.Stages[0], "EUR", Day(0));
        Assert.Null(Assert.Throws<UndoExpiredException>(() => deal.Undo(_pipeline.Stages[0], Day(9))).MovedAt);
        deal.Move(_pipeline.Stages[0], _pipeline.Stages[1], Day(1));
        deal.Undo(_pipeline.Stages[0], Day(1));

        Assert.Null(Assert.Throws<UndoExpiredException>(() => deal.Undo(_pipeline.Stages[1], Day(1))).MovedAt);
    }

    [Fact]
    public void An_undo_leads_back_to_no_stage_that_is_out_of_use()
    {
        var deal = new Deal("Acme", _pipeline.Stages[0], "EUR", Day(0));
        deal.Move(_pipeline.Stages[0], _pipeline.Stages[1], Day(1));
        _pipeline.RemoveStage(_pipeline.Stages[0], Monday.AddDays(1));

        var refusal = Assert.Throws<InvalidInputException>(() => deal.Undo(_pipeline.Stages[0], Day(1)));

        Assert.Equal("dealId", Assert.Single(refusal.Faults).Field);
    }

    private void Move(Deal deal, DateTime effectiveAt) => deal.Move(
        _pipeline.Stages[0], _pipeline.Stages[1], new(effectiveAt, effectiveAt.AddDays(9), Anna));
}
