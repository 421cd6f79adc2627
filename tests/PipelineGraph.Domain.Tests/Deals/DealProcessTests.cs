using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using static PipelineGraph.Domain.Tests.Deals.DealRefusals;
using static PipelineGraph.Domain.Tests.Given;

namespace PipelineGraph.Domain.Tests.Deals;

public class DealProcessTests
{
    private static readonly Justification Reasoned = new("The customer asks for it");

    private readonly Pipeline _guided = Of(ProcessEnforcement.Guided);
    private readonly Pipeline _strict = Of(ProcessEnforcement.Strict);

    [Theory]
    [InlineData(null)]
    [InlineData(" \t")]
    public void A_move_that_needs_a_reason_is_refused_without_one(string? reason)
    {
        var deal = In(_guided.Stages[0]);

        var refusal = Refused<MoveNotAllowedException>(deal,
            () => deal.Move(_guided.Stages[0], _guided.Stages[2], Day(1), new(reason), []));

        Assert.Equal((true, false), (refusal.NeedsReason, refusal.NeedsOverride));
        Assert.Equal([_guided.Stages[1]], refusal.Skipped);
    }

    [Fact]
    public void A_reason_opens_the_way_in_a_guided_pipeline_and_is_kept()
    {
        var deal = In(_guided.Stages[0]);

        var move = deal.Move(_guided.Stages[0], _guided.Stages[2], Day(1), Reasoned, []);

        Assert.Equal((Reasoned.Reason, false, _guided.Stages[2].Id), (move.Reason, move.IsOverride, deal.StageId));
    }

    [Fact]
    public void Unmet_criteria_are_refused_beside_the_move_and_all_at_once()
    {
        var deal = In(_guided.Stages[0]);
        var unmet = ExitCriteria.Unmet(_guided.Stages[0], deal.Facts(), []);

        var refusal = Refused<AggregateException>(deal,
            () => deal.Move(_guided.Stages[0], _guided.Stages[1], Day(1), unmet: unmet));

        Assert.Collection(refusal.InnerExceptions,
            one => Assert.True(Assert.IsType<MoveNotAllowedException>(one).NeedsReason),
            other => Assert.Equal(_guided.Stages[0].ExitCriteria,
                Assert.IsType<ExitCriteriaNotMetException>(other).Unmet));
    }

    [Theory]
    [InlineData("Urgent", true, false)]
    [InlineData("Urgent", false, true)]
    [InlineData("", true, true)]
    public void A_strict_pipeline_wants_the_right_to_override_the_wish_and_a_reason(
        string reason, bool isOverride, bool mayOverride)
    {
        var deal = In(_strict.Stages[0]);

        var refusal = Refused<MoveNotAllowedException>(deal,
            () => deal.Move(_strict.Stages[0], _strict.Stages[2], Day(1), new(reason, isOverride, mayOverride), []));

        Assert.Equal((true, true), (refusal.NeedsReason, refusal.NeedsOverride));
    }

    [Fact]
    public void An_override_is_kept_where_it_was_needed_and_only_there()
    {
        var deal = In(_strict.Stages[0]);
        var everything = new Justification("Urgent", IsOverride: true, MayOverride: true);

        var regular = deal.Move(_strict.Stages[0], _strict.Stages[1], Day(1), everything, []);
        var skip = deal.Move(_strict.Stages[1], _strict.Stages[0], Day(2), everything);

        Assert.Equal((false, true), (regular.IsOverride, skip.IsOverride));
    }

    [Fact]
    public void Criteria_that_are_asked_must_have_been_judged()
    {
        var deal = In(_guided.Stages[0]);

        Refused<ArgumentNullException>(deal, () => deal.Move(_guided.Stages[0], _guided.Stages[1], Day(1)));
        Refused<ArgumentNullException>(deal, () => deal.Win(_guided.Stages[0], Day(1)));
    }

    [Fact]
    public void Targets_that_cannot_be_are_invalid_input()
    {
        var (removed, archived) = (Of(ProcessEnforcement.Free), Of(ProcessEnforcement.Free));
        var gone = removed.Stages[1];
        removed.RemoveStage(gone, Monday);
        archived.Archive(Monday);
        var deal = In(_guided.Stages[0]);

        Stage[] targets = [_guided.Stages[0], gone, archived.Stages[0]];

        Assert.All(targets, target => Assert.Equal(["toStageId"], Faults(deal,
            () => deal.Move(_guided.Stages[0], target, Day(1), Reasoned, []))));
    }

    [Fact]
    public void Every_fault_of_a_move_is_told_at_once()
    {
        var deal = In(_guided.Stages[0]);
        deal.Move(_guided.Stages[0], _guided.Stages[1], Day(5), default, []);

        var faults = Faults(deal, () => deal.Move(_guided.Stages[1], _guided.Stages[1],
            new(Monday, Monday.AddDays(6), Anna), new(new string('x', 2_001)), []));

        Assert.Equal(["toStageId", "reason", "effectiveAt"], faults);
    }

    [Fact]
    public void A_stage_of_another_pipeline_makes_it_a_transfer_which_needs_a_reason()
    {
        var deal = In(_guided.Stages[0]);
        Refused<MoveNotAllowedException>(deal, () => deal.Move(_guided.Stages[0], _strict.Stages[0], Day(1)));

        var transfer = deal.Move(_guided.Stages[0], _strict.Stages[0], Day(1), Reasoned);

        Assert.Equal((TransitionKind.Transferred, _strict.Id), (transfer.Kind, deal.PipelineId));
    }

    [Fact]
    public void A_win_before_the_last_stage_is_refused_without_a_reason()
    {
        var deal = In(_guided.Stages[0]);
        Refused<MoveNotAllowedException>(deal, () => deal.Win(_guided.Stages[0], Day(1), unmet: []));

        var win = deal.Win(_guided.Stages[0], Day(1), new() { Note = "Signed", Reason = "No" }, Reasoned, []);

        Assert.Equal((DealStatus.Won, "Signed", Reasoned.Reason), (deal.Status, deal.CloseNote, win.Reason));
    }

    [Fact]
    public void A_loss_for_another_reason_and_a_disqualification_need_a_note()
    {
        var deal = In(_strict.Stages[1]);

        Assert.Equal(["note"], Faults(deal, () => deal.Lose(_strict.Stages[1], Day(1), LossReason.Other)));
        Assert.Equal(["note"],
            Faults(deal, () => deal.Disqualify(_strict.Stages[1], Day(1), new() { Note = " " })));

        deal.Lose(_strict.Stages[1], Day(1), LossReason.Price);
        Assert.Equal(DealStatus.Lost, deal.Status);
    }

    [Fact]
    public void A_closed_deal_is_not_moved_nor_closed_again()
    {
        var deal = In(_guided.Stages[0]);
        deal.Lose(_guided.Stages[0], Day(1), LossReason.Price);

        Refused<DealClosedException>(deal, () => deal.Move(_guided.Stages[0], _guided.Stages[1], Day(2), Reasoned, []));
        Refused<DealClosedException>(deal, () => deal.Win(_guided.Stages[0], Day(2), unmet: []));
        Refused<DealClosedException>(deal, () => deal.Lose(_guided.Stages[0], Day(2), LossReason.Price));
        Refused<DealClosedException>(deal, () => deal.Disqualify(_guided.Stages[0], Day(2), new() { Note = "No" }));
        Refused<DealClosedException>(deal, () => deal.Edit(new() { Title = "New" }, Day(2)));
    }

    [Fact]
    public void A_voided_deal_refuses_every_verb()
    {
        var deal = In(_guided.Stages[0]);
        deal.RecordVoid(Day(1), "Entered twice");
        var here = _guided.Stages[0];

        Action[] verbs =
        [
            () => deal.Move(here, _guided.Stages[1], Day(2), Reasoned, []), () => deal.Win(here, Day(2), unmet: []),
            () => deal.Lose(here, Day(2), LossReason.Price), () => deal.Disqualify(here, Day(2), new() { Note = "x" }),
            () => deal.Reopen(here, Day(2), Reasoned), () => deal.Undo(here, Day(2)),
            () => deal.Edit(new() { Title = "New" }, Day(2)), () => deal.StartFollowUp(here, Day(2)),
        ];

        Assert.All(verbs, verb => Assert.Equal(["dealId"], Faults(deal, verb)));
    }

    [Fact]
    public void A_reopening_needs_a_reason_and_a_stage_in_use_of_its_pipeline()
    {
        var deal = In(_guided.Stages[1]);
        deal.Lose(_guided.Stages[1], Day(1), LossReason.Price);
        _guided.RemoveStage(_guided.Stages[1], Monday);

        Refused<MoveNotAllowedException>(deal,
            () => deal.Reopen(_guided.Stages[1], Day(2), default, _guided.Stages[0]));
        Assert.Equal(["toStageId"], Faults(deal, () => deal.Reopen(_guided.Stages[1], Day(2), Reasoned)));
        Assert.Equal(["toStageId"],
            Faults(deal, () => deal.Reopen(_guided.Stages[1], Day(2), Reasoned, _strict.Stages[0])));

        deal.Reopen(_guided.Stages[1], Day(2), Reasoned, _guided.Stages[0]);
        Assert.Equal((DealStatus.Open, _guided.Stages[0].Id), (deal.Status, deal.StageId));
        Refused<DealNotClosedException>(deal, () => deal.Reopen(_guided.Stages[0], Day(3), Reasoned));
    }

    [Fact]
    public void A_removed_stage_is_left_by_a_transfer_that_overrides_the_process()
    {
        var deal = In(_strict.Stages[1]);

        var transfer = deal.LeaveRemovedStage(_strict.Stages[1], _strict.Stages[0], Day(1));

        Assert.Equal((TransitionKind.Transferred, "stage removed", true),
            (transfer.Kind, transfer.Reason, transfer.IsOverride));
    }
}
