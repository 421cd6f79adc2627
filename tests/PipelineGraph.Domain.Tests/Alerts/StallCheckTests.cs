using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Alerts;

public class StallCheckTests
{
    private const double Second = 1 / 86_400.0;

    [Theory]
    [InlineData(10, "")]
    [InlineData(10 + Second, "TimeInStage")]
    [InlineData(20 - Second, "TimeInStage")]
    [InlineData(20, "TimeInStage!")]
    public void A_deal_may_stand_in_its_stage_for_the_limit_and_escalates_at_twice_of_it(double days, string reasons)
        => Assert.Equal(reasons, Stalling.At(days, Stalling.Quiet, Stalling.Only(StallRules.TimeInStage)));

    [Theory]
    [InlineData(14, "")]
    [InlineData(14 + Second, "NoActivity")]
    [InlineData(28, "NoActivity!")]
    public void Nothing_may_be_done_for_the_setting(double days, string reasons)
        => Assert.Equal(reasons, Stalling.At(days, Stalling.Quiet, Stalling.Only(StallRules.NoActivity)));

    [Fact]
    public void A_plan_for_the_future_counts_as_activity_until_it_is_due()
    {
        var planned = Stalling.Quiet with { FirstDueAt = Stalling.After(5), LastDueAt = Stalling.After(40) };
        var limits = Stalling.Only(StallRules.NoActivity);

        Assert.Equal("", Stalling.At(39, planned, limits));
        Assert.Equal("NoActivity!", Stalling.At(40, planned, limits));
    }

    [Theory]
    [InlineData(6, "")]
    [InlineData(6 + Second, "NextStepOverdue")]
    [InlineData(19, "NextStepOverdue")]
    [InlineData(19 + Second, "NextStepOverdue!")]
    public void A_planned_step_may_be_a_day_late_and_escalates_after_fourteen(double days, string reasons)
    {
        var planned = Stalling.Quiet with { FirstDueAt = Stalling.After(5), LastDueAt = Stalling.After(50) };

        Assert.Equal(reasons, Stalling.At(days, planned, Stalling.Only(StallRules.NextStepOverdue)));
    }

    [Theory]
    [InlineData("UTC", 1.5, "")]
    [InlineData("UTC", 1.7, "CloseDatePassed")]
    [InlineData("Asia/Tokyo", 1.3, "CloseDatePassed")]
    [InlineData("America/Los_Angeles", 1.7, "")]
    [InlineData("UTC", 15.5, "CloseDatePassed")]
    [InlineData("UTC", 15.7, "CloseDatePassed!")]
    public void The_expected_close_date_passes_with_the_day_of_the_time_zone(string zone, double days, string reasons)
    {
        // Monday is at nine: 0.625 days later begins the next day.
        var due = Stalling.Quiet with { ExpectedCloseDate = new DateOnly(2026, 3, 3) };
        var limits = Stalling.Only(StallRules.CloseDatePassed);

        Assert.Equal(reasons,
            Stalling.At(days, due, limits with { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) }));
    }

    [Fact]
    public void Every_reason_is_one_of_its_own()
    {
        var late = Stalling.Quiet with { FirstDueAt = Given.Monday, ExpectedCloseDate = new DateOnly(2026, 3, 2) };

        Assert.Equal("TimeInStage NoActivity NextStepOverdue! CloseDatePassed!", Stalling.At(15, late));
        Assert.Equal("", Stalling.At(15, late, Stalling.Only(StallRules.None)));
        Assert.Equal("", Stalling.At(15, late with { IsOpen = false }));
    }

    [Fact]
    public void The_limit_of_a_stage_is_its_own_else_the_learned_one_else_thirty_days()
    {
        var set = new Pipeline("Set", "EUR", Given.Monday, [new StageDefinition("A", 0.5) { StalledAfterDays = 7 }]);

        Assert.Equal(new StallLimit(7, LimitSource.StageSetting), StageTimeLimit.Of(set.Stages[0], learned: 12));
        Assert.Equal(new StallLimit(12, LimitSource.WonDealsP90), StageTimeLimit.Of(Given.Prospecting, learned: 12));
        Assert.Equal(new StallLimit(30, LimitSource.Default), StageTimeLimit.Of(Given.Prospecting, learned: null));
    }

    [Fact]
    public void A_limit_is_learned_from_thirty_visits_and_is_three_days_at_least()
    {
        double[] days = [.. Enumerable.Range(1, 30).Select(day => (double)day)];

        Assert.Null(StageTimeLimit.Learn(days[..29]));
        Assert.Equal(27.1, StageTimeLimit.Learn(days)!.Value, 12);
        Assert.Equal(3, StageTimeLimit.Learn([.. days.Select(day => day / 100)]));
    }

    [Fact]
    public void Steps_edits_and_completed_activities_count_as_something_done()
    {
        var deal = Given.Deal();
        Assert.Equal(Stalling.After(0), StallFacts.Of(deal).LastTouchedAt);

        deal.RecordEdit(new DealEdit { AmountUnits = 5 }, Given.Day(1));
        Assert.Equal(Stalling.After(1), StallFacts.Of(deal).LastTouchedAt);

        deal.LogActivity(
            new ActivityEntry(ActivityType.Call, "Rang") { CompletedAt = Stalling.After(2) }, Given.Day(3));
        Assert.Equal(Stalling.After(2), StallFacts.Of(deal).LastTouchedAt);

        deal.LogActivity(new ActivityEntry(ActivityType.Call, "Ring") { DueAt = Stalling.After(9) }, Given.Day(4));
        deal.LogActivity(new ActivityEntry(ActivityType.Call, "Ring") { DueAt = Stalling.After(8) }, Given.Day(4));
        var facts = StallFacts.Of(deal);
        Assert.Equal((Stalling.After(2), Stalling.After(8), Stalling.After(9)),
            (facts.LastTouchedAt, facts.FirstDueAt!.Value, facts.LastDueAt!.Value));
    }
}
