using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Alerts;

/// <summary>What is due about the alerts of a deal that entered its stage on Monday, whose limit is ten days.</summary>
public class AlertStepTests
{
    private static readonly StageLimits Limits = Stalling.Only(StallRules.TimeInStage);

    private readonly Deal _deal = Given.Deal();
    private readonly List<StalledDealAlert> _open = [];

    [Fact]
    public void An_alert_is_raised_once_escalates_once_and_stays()
        => Assert.Equal("|Raised||Escalated||",
            string.Join("|", Due(9), Due(11), Due(12), Due(20), Due(21), Due(90)));

    [Fact]
    public void What_is_critical_when_it_is_found_is_raised_first()
    {
        var step = Assert.Single(AlertStep.Due(StallFacts.Of(_deal), Limits, [], Stalling.After(50)));

        Assert.Equal((AlertChange.Raised, true, 50.0),
            (step.Change, step.Stall!.Value.IsCritical, step.Stall.Value.Days));
    }

    [Fact]
    public void An_open_alert_keeps_its_limit()
    {
        Due(11);

        Assert.Equal("", Due(12, Limits with { TimeInStage = new StallLimit(50, LimitSource.StageSetting) }));
        Assert.Equal("Escalated", Due(20, Limits with { TimeInStage = new StallLimit(50, LimitSource.StageSetting) }));
    }

    [Fact]
    public void Put_off_it_is_quiet_and_then_tells_all_that_came_meanwhile()
    {
        Due(11);
        _open[0].Snooze(_deal, Stalling.After(30), Given.Day(12));

        Assert.Equal("", Due(29));
        Assert.Equal("SnoozeEnded Escalated", Due(30));
        Assert.Equal("", Due(31));
    }

    [Fact]
    public void Put_off_it_recovers_all_the_same()
    {
        Due(11);
        _open[0].Snooze(_deal, Stalling.After(30), Given.Day(12));
        _deal.RecordMove(Given.Prospecting, Given.Qualification, Given.Day(13));

        Assert.Equal("Recovered", Due(13));
    }

    [Fact]
    public void The_next_visit_is_measured_anew()
    {
        Due(11);
        _deal.RecordMove(Given.Prospecting, Given.Qualification, Given.Day(12));

        Assert.Equal("Recovered|||Raised", string.Join("|", Due(12), Due(21), Due(22), Due(23)));
    }

    [Fact]
    public void A_reason_that_still_holds_in_the_next_visit_is_another_alert()
    {
        _deal.RecordEdit(new DealEdit { ExpectedCloseDate = new DateOnly(2026, 3, 3) }, Given.Day(0));
        var limits = Stalling.Only(StallRules.CloseDatePassed);
        Assert.Equal("Raised", Due(5, limits));

        _deal.RecordMove(Given.Prospecting, Given.Qualification, Given.Day(6));

        Assert.Equal("Recovered Raised", Due(6, limits));
    }

    [Fact]
    public void It_recovers_when_its_rule_is_switched_off()
    {
        Due(11);

        Assert.Equal("Recovered", Due(12, Stalling.Only(StallRules.None)));
        Assert.Equal("Raised", Due(13));
    }

    [Theory]
    [InlineData(0.03, "")]
    [InlineData(0.05, "Recovered")]
    public void A_clock_that_is_set_back_by_up_to_an_hour_changes_nothing(double days, string due)
    {
        Due(10.001);

        Assert.Equal(due, Due(10.001 - days));
    }

    /// <summary>What is due so many days after Monday; it is done.</summary>
    private string Due(double days, StageLimits? limits = null)
    {
        var stage = (limits ?? Limits) with { StageId = _deal.StageId };
        var steps = AlertStep.Due(StallFacts.Of(_deal), stage, _open, Stalling.After(days));
        foreach (var step in steps)
        {
            var alert = step.Take(_deal, Given.Day(days));
            if (step.Change == AlertChange.Raised) _open.Add(alert);
            if (step.Change == AlertChange.Recovered) _open.Remove(alert);
        }
        return string.Join(" ", steps.Select(step => step.Change));
    }
}
