using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
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

    [Fact]
    public void A_deal_starts_in_the_first_stage_unless_there_is_a_reason()
    {
        Assert.Throws<MoveNotAllowedException>(() => Domain.Deals.Deal.Start("Acme", _guided.Stages[1], "EUR", Day(0)));

        var deal = Domain.Deals.Deal.Start("Acme", _guided.Stages[1], "EUR", Day(0), why: Reasoned);

        Assert.Equal(Reasoned.Reason, deal.Transitions[0].Reason);
    }

    [Fact]
    public void Every_fault_of_a_creation_is_told_at_once()
    {
        var (ours, theirs) = (new Account("Acme", Monday), new Account("Other", Monday));
        var stranger = new Contact(theirs, "Eve", Monday);
        _guided.Archive(Monday);

        var refusal = Assert.Throws<InvalidInputException>(() => Domain.Deals.Deal.Start(" ", _guided.Stages[0], "???",
            Day(0), new() { AccountId = ours.Id, PrimaryContactId = stranger.Id }, primaryContact: stranger));

        Assert.Equal(["stageId", "title", "currency", "primaryContactId"],
            refusal.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void A_follow_up_takes_over_what_it_says_nothing_of_and_raises_the_version_of_its_source()
    {
        var source = new Deal("Acme", _guided.Stages[0], "USD", Day(0), new() { OwnerId = Guid.NewGuid() });
        Assert.Equal(["dealId"], Faults(source, () => source.StartFollowUp(_guided.Stages[0], Day(1))));
        source.RecordWin(Day(1));

        var followUp = source.StartFollowUp(_guided.Stages[0], Day(2), new() { AmountUnits = 5 });

        Assert.Equal(("Acme", "USD", source.OwnerId, (Guid?)source.Id, (long?)5),
            (followUp.Title, followUp.Currency, followUp.OwnerId, followUp.FollowUpOfId, followUp.AmountUnits));
        Assert.Equal(3, source.Version);
    }

    [Fact]
    public void The_primary_contact_stays_one_of_the_account()
    {
        var (ours, theirs) = (new Account("Acme", Monday), new Account("Other", Monday));
        var (anna, eve) = (new Contact(ours, "Anna", Monday), new Contact(theirs, "Eve", Monday));
        var deal = new Deal("Acme", _guided.Stages[0], "EUR", Day(0),
            new() { AccountId = ours.Id, PrimaryContactId = anna.Id });

        Assert.Equal(["primaryContactId"],
            Faults(deal, () => deal.Edit(new() { PrimaryContactId = eve.Id }, Day(1), eve)));
        Assert.Equal(["primaryContactId"],
            Faults(deal, () => deal.Edit(new() { AccountId = theirs.Id }, Day(1), anna)));
        Assert.Equal(anna.Id, deal.ContactToCheck(new() { AccountId = theirs.Id }));
        Assert.Null(deal.ContactToCheck(new() { Title = "New" }));

        deal.Edit(new() { AccountId = theirs.Id, PrimaryContactId = eve.Id }, Day(1), eve);
        Assert.Equal(eve.Id, deal.PrimaryContactId);
    }

    [Fact]
    public void A_deal_is_voided_with_a_reason()
    {
        var deal = In(_guided.Stages[0]);
        Assert.Equal(["reason"], Faults(deal, () => deal.Void(" ", Day(1))));

        deal.Void("Entered twice", Day(1));

        Assert.Equal((Monday.AddDays(1), "Entered twice"), (deal.VoidedAt, deal.VoidReason));
    }

    [Fact]
    public void A_correction_needs_a_reason_which_its_changes_keep()
    {
        var deal = In(_guided.Stages[0]);
        deal.Edit(new() { AmountUnits = 5 }, Day(1));
        deal.Lose(_guided.Stages[0], Day(1), LossReason.Price);
        Assert.Equal(["reason"], Faults(deal, () => deal.Correct(new() { AmountUnits = 7, Reason = " " }, Day(2))));

        deal.Correct(new() { AmountUnits = 7, CloseNote = "Half", Reason = "A typing error" }, Day(2));

        Assert.Equal([null, "A typing error", "A typing error"], deal.Changes.Select(change => change.Reason));
    }

    [Fact]
    public void A_correction_keeps_what_a_close_asks_for()
    {
        var (lost, unfit) = (In(_guided.Stages[0]), In(_guided.Stages[0]));
        lost.Lose(_guided.Stages[0], Day(1), LossReason.Price);
        unfit.Disqualify(_guided.Stages[0], Day(1), new() { Note = "Too small" });
        DealCorrection other = new() { LossReason = LossReason.Other, Reason = "We know now" };

        Assert.Equal(["closeNote"], Faults(lost, () => lost.Correct(other, Day(2))));
        Assert.Equal(["lossReason"], Faults(lost, () => lost.Correct(other with { LossReason = new(null) }, Day(2))));
        Assert.Equal(["closeNote"],
            Faults(unfit, () => unfit.Correct(new() { CloseNote = " ", Reason = "x" }, Day(2))));

        lost.Correct(other with { CloseNote = "Moved away" }, Day(2));
        Assert.Equal((LossReason.Other, "Moved away"), (lost.LossReason, lost.CloseNote));
    }

    [Fact]
    public void A_corrected_close_a_little_ahead_is_now()
    {
        var deal = In(_guided.Stages[0]);
        deal.Lose(_guided.Stages[0], Day(1), LossReason.Price);
        var now = Monday.AddDays(2);

        Assert.Equal(["closedAt"],
            Faults(deal, () => deal.Correct(new() { ClosedAt = now.AddSeconds(61), Reason = "x" }, Day(2))));
        deal.Correct(new() { ClosedAt = now.AddSeconds(60), Reason = "x" }, Day(2));

        Assert.Equal(now, deal.ClosedAt);
    }

    private static Deal In(Stage stage) => new("Acme renewal", stage, "EUR", Day(0));

    private static IEnumerable<string> Faults(Deal deal, Action verb)
        => Refused<InvalidInputException>(deal, verb).Faults.Select(fault => fault.Field);

    /// <summary>What the deal answers; it must not have changed.</summary>
    private static T Refused<T>(Deal deal, Action verb)
        where T : Exception
    {
        deal.TakeEvents();
        var before = Snapshot(deal);

        var refusal = Assert.Throws<T>(verb);

        Assert.Equal(before, Snapshot(deal));
        Assert.Empty(deal.TakeEvents());
        return refusal;
    }

    private static Pipeline Of(ProcessEnforcement enforcement) => new(enforcement.ToString(), "EUR", Monday,
        [
            new("Prospecting", 0.1)
            {
                ExitCriteria =
                [
                    ExitCriterionDefinition.Present(DealField.Source, "The source is known"),
                    ExitCriterionDefinition.Present(DealField.Amount, "The amount is known"),
                ],
            },
            new("Proposal", 0.5), new("Closing", 0.9),
        ],
        enforcement);
}
