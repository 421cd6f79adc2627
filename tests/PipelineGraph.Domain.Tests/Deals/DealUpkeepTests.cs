using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using static PipelineGraph.Domain.Tests.Deals.DealRefusals;
using static PipelineGraph.Domain.Tests.Given;

namespace PipelineGraph.Domain.Tests.Deals;

/// <summary>Deals begin, grow follow-ups, keep to their account, and are corrected and voided.</summary>
public class DealUpkeepTests
{
    private static readonly Justification Reasoned = new("The customer asks for it");

    private readonly Pipeline _guided = Of(ProcessEnforcement.Guided);
    private readonly Pipeline _strict = Of(ProcessEnforcement.Strict);

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
}
