using PipelineGraph.Domain;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.Money;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Tests.Data;

/// <summary>A little of everything, with every field set somewhere.</summary>
internal sealed class SampleCompany
{
    private const long FirstPosition = 1_000_000;   // above those of a demo company beside it

    private static readonly DateTime Start = new(2025, 11, 3, 8, 30, 15, 123, DateTimeKind.Utc);

    private readonly Pipeline _pipeline = new("Großkunden", "EUR", Start,
        [.. DefaultProcess.Stages.Take(2), Proposal, .. DefaultProcess.Stages.Skip(3)],
        ProcessEnforcement.Strict, "For key accounts 漢😀", "Europe/Berlin");
    private readonly SalesRep _rep;
    private readonly Actor _actor;
    private readonly Account _account;
    private readonly Contact _contact;
    private readonly List<Deal> _deals;
    private readonly List<StalledDealAlert> _alerts;
    private readonly List<PipelineEvent> _events;
    private readonly ExchangeRate _rate = new("USD", "EUR", 9_212_345_678, Start);

    public SampleCompany()
    {
        _rep = new SalesRep("Bob", Start,
            new SalesRepEdit { Email = "bob@example.com", Team = "North", Subject = "bob-1", IsActive = false });
        _actor = new Actor(ActorKind.Person, "Bob", "bob-1", _rep.Id);
        _account = new Account("Acme's \"best\"", Start, new AccountEdit
        {
            ExternalId = "A-1",
            Industry = "retail",
            Website = "https://acme.example",
            Country = "Austria",
        });
        _contact = new Contact(_account, "Eve", Start, new ContactEdit
        {
            Email = "eve@acme.example",
            Phone = "+43 1 2345",
            JobTitle = "CFO",
            IsDecisionMaker = true,
        });
        var won = WonDeal();
        OpenDeal = NewOpenDeal(won);
        _deals = [won, OpenDeal, LostDeal()];
        _alerts = [.. Alerts()];
        _events = [.. _deals.SelectMany(deal => deal.TakeEvents())];
        foreach (var (index, happened) in _events.Index())
        {
            happened.Place(FirstPosition + index);
            happened.SetTeams("South", "North");
        }
    }

    public Deal OpenDeal { get; }
    public ExitCriterion ChecklistItem => Stage(2).ExitCriteria[0];

    public IEnumerable<object> Entities =>
    [
        _pipeline, .. _pipeline.Stages, .. _pipeline.Stages.SelectMany(stage => stage.ExitCriteria),
        _rep, _actor, _account, _contact, _rate, .. _deals,
        .. _deals.SelectMany(deal => deal.Transitions), .. _deals.SelectMany(deal => deal.Visits),
        .. _deals.SelectMany(deal => deal.Changes), .. _deals.SelectMany(deal => deal.Activities),
        .. _deals.SelectMany(deal => deal.Objections), .. _deals.SelectMany(deal => deal.ChecklistCompletions),
        .. _alerts, .. _events,
    ];

    private static StageDefinition Proposal => new("Proposal", 0.55)
    {
        TargetDays = 7.5,
        StalledAfterDays = 21,
        StallRules = StallRules.NoActivity | StallRules.CloseDatePassed,
        Guidance = "Send it.",
        ExitCriteria =
        [
            new(ExitCriterionKind.ChecklistItem, "Legal has read it"),
            new(ExitCriterionKind.MinimumScore, "Well qualified") { MinimumScore = 60 },
            new(ExitCriterionKind.ActivityCompleted, "Shown") { ActivityType = ActivityType.Demo },
        ],
    };

    public Stage Stage(int index) => _pipeline.Stages[index];

    public Recording Day(double days) => new(Start.AddDays(days), Start.AddDays(days + 0.25), _actor);

    public async Task StoreAsync(TestDatabase database)
    {
        await using var context = database.Lease();
        context.AddRange(_pipeline, _rep, _actor, _account, _contact, _rate);
        context.AddRange(_deals);
        context.AddRange(_alerts);
        context.AddRange(_events);
        await context.SaveChangesAsync();
    }

    private Deal NewOpenDeal(Deal won)
    {
        var deal = new Deal("Ölmühle renewal", Stage(0), "USD", Day(20), new DealEdit
        {
            ExternalId = "D-1",
            Description = "Long story",
            AccountId = _account.Id,
            PrimaryContactId = _contact.Id,
            OwnerId = _rep.Id,
            AmountUnits = Amounts.MaximumUnits,
            ProbabilityOverride = 1 / 3.0,
            Source = "fair",
            ExpectedCloseDate = new DateOnly(2026, 2, 28),
            Budget = FactorRating.Yes,
            Authority = FactorRating.No,
        }, won, "Straight in", isOverride: true);
        deal.RecordMove(Stage(0), Stage(2), Day(25), "They asked for an offer", isOverride: true);
        deal.RecordEdit(new DealEdit { ExpectedCloseDate = new DateOnly(2026, 3, 31), OwnerId = null }, Day(26));
        deal.RecordEdit(new DealEdit { Need = FactorRating.Partial }, Day(27));
        deal.CompleteChecklistItem(ChecklistItem, Day(28), "By Eve");
        deal.LogActivity(new ActivityEntry(ActivityType.Demo, "Demo")
        {
            DueAt = Start.AddDays(29),
            CompletedAt = Start.AddDays(29.1),
            Note = "Liked it",
        }, Day(30));
        deal.LogActivity(new ActivityEntry(ActivityType.Call, "Call back") { DueAt = Start.AddDays(60) }, Day(30));
        var objection = deal.RaiseObjection("Too dear", Day(31));
        deal.ResolveObjection(objection, "It pays in a year", Day(32));
        deal.RaiseObjection("Too slow", Day(33));
        return deal;
    }

    /// <summary>One for each reason, with limits from everywhere; two are open.</summary>
    private IEnumerable<StalledDealAlert> Alerts()
    {
        StalledDealAlert Raise(StallReason reason, double days, StallLimit limit, double day)
            => StalledDealAlert.Raise(OpenDeal, new Stall(reason, days, limit, IsCritical: false), Day(day));

        var quiet = Raise(StallReason.NoActivity, 14.5, new StallLimit(14, LimitSource.Setting), 48);
        quiet.Acknowledge(OpenDeal, Day(49), "They are on holiday");
        quiet.Snooze(OpenDeal, Start.AddDays(70), Day(50));
        yield return quiet;

        var late = Raise(StallReason.NextStepOverdue, 1.25, new StallLimit(1, LimitSource.Default), 61);
        late.Escalate(OpenDeal, Day(75));
        yield return late;

        var slow = Raise(StallReason.TimeInStage, 21.1, new StallLimit(21, LimitSource.StageSetting), 46);
        slow.Recover(OpenDeal, Day(47));
        yield return slow;

        var overdue = Raise(StallReason.CloseDatePassed, 3, new StallLimit(0, LimitSource.WonDealsP90), 62);
        overdue.Snooze(OpenDeal, Start.AddDays(64), Day(63));
        overdue.EndSnooze(OpenDeal, Day(64));
        overdue.Recover(OpenDeal, Day(65));
        yield return overdue;
    }

    private Deal WonDeal()
    {
        var deal = new Deal("Acme start", Stage(0), "EUR", Day(0), new DealEdit { AmountUnits = 1 });
        deal.RecordMove(Stage(0), Stage(1), Day(1));
        deal.RecordUndo(Stage(0), Day(1));
        deal.RecordWin(Day(9), new DealClosing
        {
            AmountUnits = 12_3456,
            RateUnits = ExchangeRate.UnitsPerOne,
            Note = "Signed",
            Reason = "In a hurry",
            IsOverride = true,
        });
        deal.RecordCorrection(new DealCorrection { CloseNote = "Signed on paper", Reason = "The file says so" }, Day(9));
        return deal;
    }

    private Deal LostDeal()
    {
        var deal = new Deal("Entered twice", Stage(0), "EUR", Day(2));
        deal.RecordLoss(Day(3), LossReason.NoDecision);
        deal.RecordVoid(Day(4), "Entered twice");
        return deal;
    }
}
